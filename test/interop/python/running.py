"""What takes a moment to start: two environments, and a database in a subnet group."""

import json

ENVIRONMENTS = {"pages": "LoadBalanced", "single": "SingleInstance"}
BEANSTALK = {"WaiterConfig": {"Delay": 1}, "EnvironmentNames": [*ENVIRONMENTS]}


def run(client, found):
    """Starts them beside what `world.make` made, and waits for them."""
    beanstalk, cloudformation = client("elasticbeanstalk"), client("cloudformation")
    database = {
        "DBInstanceIdentifier": "pages",
        "DBName": "pages",
        "Engine": "postgres",
        "DBInstanceClass": "db.t4g.micro",
        "AllocatedStorage": "20",
        "MasterUsername": "pages",
        "MasterUserPassword": "not-a-secret",
        "DBSubnetGroupName": found["Subnets0"],
        "VPCSecurityGroups": [found["Door0"]],
    }
    resources = {"It": {"Type": "AWS::RDS::DBInstance", "Properties": database}}
    cloudformation.create_stack(StackName="running", TemplateBody=json.dumps({"Resources": resources}))
    for name, kind in ENVIRONMENTS.items():
        options = (
            ("aws:autoscaling:launchconfiguration", "IamInstanceProfile", found["Profile0"]),
            ("aws:elasticbeanstalk:environment", "EnvironmentType", kind),
        )
        beanstalk.create_environment(
            ApplicationName=found["Application"],
            EnvironmentName=name,
            Description="pages",
            VersionLabel=found["Version0"],
            SolutionStackName="64bit Amazon Linux 2023 v6.8.0 running Node.js 22",
            OptionSettings=[{"Namespace": at, "OptionName": option, "Value": value} for at, option, value in options],
        )
    beanstalk.get_waiter("environment_exists").wait(**BEANSTALK)
    cloudformation.get_waiter("stack_create_complete").wait(StackName="running", WaiterConfig={"Delay": 1})
