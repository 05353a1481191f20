"""Lets botocore wait with each waiter that asks for an operation of the endpoint.

Reads the file that it is given, {"<service of botocore>": ["<operation>", …]}, and writes {"known": [waiters of these operations],
"ended": [waiters that came to an end]}.
"""

import json
import sys
import time

import botocore.session

import running
import world

session = botocore.session.get_session()
client = session.create_client


def known(operations):
    for service, names in operations.items():
        if service not in session.get_available_services() or not client(service).waiter_names:
            continue
        model = session.get_waiter_model(service)
        for name in model.waiter_names:
            if model.get_waiter(name).operation in names:
                yield f"{service}.{name}"


def change(cloudformation):
    """Updates a stack through a change set, lets an update fail, and returns where each wait looks."""
    stack, again = {"StackName": "importer-0"}, {"StackName": "importer-2"}
    yield "cloudformation.StackExists", stack
    yield "cloudformation.StackCreateComplete", stack
    yield "cloudformation.ChangeSetCreateComplete", {**stack, "ChangeSetName": "set-0"}
    cloudformation.execute_change_set(**stack, ChangeSetName="set-0")
    yield "cloudformation.StackUpdateComplete", stack
    cloudformation.update_stack(**again, TemplateBody=world.parameter("v", "/pages/0"))
    yield "cloudformation.StackRollbackComplete", again
    cloudformation.delete_stack(StackName="importer-1")
    yield "cloudformation.StackDeleteComplete", {"StackName": "importer-1"}


def objects(s3):
    bucket, one = {"Bucket": "pages-2"}, {"Bucket": "pages-2", "Key": "one"}
    s3.put_object(**one, Body=b"1")
    yield "s3.BucketExists", bucket
    yield "s3.ObjectExists", one
    s3.delete_object(**one)
    yield "s3.ObjectNotExists", one
    s3.delete_bucket(**bucket)
    yield "s3.BucketNotExists", bucket


def standing(found):
    """What the stack made."""
    yield "acm.CertificateValidated", {"CertificateArn": found["Certificate0"]}
    yield "ec2.SecurityGroupExists", {"GroupIds": [found["Door0"]]}
    yield "ec2.SubnetAvailable", {"SubnetIds": [found["Subnet0"]]}
    yield "ec2.VpcAvailable", {"VpcIds": [found["Vpc"]]}
    yield "ec2.VpcExists", {"VpcIds": [found["Vpc"]]}
    yield "elbv2.LoadBalancerAvailable", {"LoadBalancerArns": [found["Balancer0"]]}
    yield "elbv2.LoadBalancerExists", {"LoadBalancerArns": [found["Balancer0"]]}
    yield "iam.InstanceProfileExists", {"InstanceProfileName": found["Profile0"]}
    yield "iam.PolicyExists", {"PolicyArn": found["Policy0"]}
    yield "iam.RoleExists", {"RoleName": found["Role"]}
    function = {"FunctionName": found["Function0"]}
    for waiter in ("Exists", "Active", "ActiveV2", "Updated", "UpdatedV2"):
        yield f"lambda.Function{waiter}", function
    yield "lambda.PublishedVersionActive", {**function, "Qualifier": "1"}
    yield "elasticache.CacheClusterAvailable", {"CacheClusterId": found["Cluster0"]}
    yield "elasticache.ReplicationGroupAvailable", {"ReplicationGroupId": found["Replication"]}


def running_things(found):
    beanstalk, rds, ssm = client("elasticbeanstalk"), client("rds"), client("ssm")
    names = {"EnvironmentNames": ["single"]}
    yield "elasticbeanstalk.EnvironmentExists", names
    beanstalk.update_environment(EnvironmentName="single", VersionLabel=found["Version1"])
    yield "elasticbeanstalk.EnvironmentUpdated", names
    instances = beanstalk.describe_environment_resources(EnvironmentName="single")["EnvironmentResources"]["Instances"]
    command = {"DocumentName": "AWS-RunShellScript", "Parameters": {"commands": ["true"]}}
    sent = ssm.send_command(**command, InstanceIds=[instances[0]["Id"]])["Command"]
    yield "ssm.CommandExecuted", {"CommandId": sent["CommandId"], "InstanceId": instances[0]["Id"]}
    beanstalk.terminate_environment(EnvironmentName="single")
    yield "elasticbeanstalk.EnvironmentTerminated", names
    yield "rds.DBInstanceAvailable", {"DBInstanceIdentifier": "pages"}
    snapshot = {"DBSnapshotIdentifier": "pages"}
    rds.create_db_snapshot(**snapshot, DBInstanceIdentifier="pages")
    yield "rds.DBSnapshotAvailable", snapshot
    yield "rds.DBSnapshotCompleted", snapshot
    rds.delete_db_snapshot(**snapshot)
    yield "rds.DBSnapshotDeleted", snapshot
    client("cloudformation").delete_stack(StackName="running")
    yield "rds.DBInstanceDeleted", {"DBInstanceIdentifier": "pages"}


def records(route53, found):
    record = {"Name": "w.zone0.example.com", "Type": "TXT", "TTL": 60, "ResourceRecords": [{"Value": '"w"'}]}
    changes = {"Changes": [{"Action": "CREATE", "ResourceRecordSet": record}]}
    changed = route53.change_resource_record_sets(HostedZoneId=found["Zone0"], ChangeBatch=changes)
    yield "route53.ResourceRecordSetsChanged", {"Id": changed["ChangeInfo"]["Id"]}


def until_deleted(elasticache, group):
    """The waiter gives up on a group that is still available: the deletion of the stack must have come to it."""
    for _ in range(60):
        try:
            [one] = elasticache.describe_replication_groups(ReplicationGroupId=group)["ReplicationGroups"]
        except elasticache.exceptions.ReplicationGroupNotFoundFault:
            return
        if one["Status"] != "available":
            return
        time.sleep(0.5)


def gone(found):
    """Deletes the stack of everything, balancers included."""
    balancers = client("elbv2").describe_load_balancers()["LoadBalancers"]
    arns = [one["LoadBalancerArn"] for one in balancers if one["LoadBalancerName"].startswith("pages-")]
    for name in ("importer-0", "importer-2"):
        client("cloudformation").delete_stack(StackName=name)
    yield "cloudformation.StackDeleteComplete", {"StackName": "importer-2"}
    client("elasticbeanstalk").terminate_environment(EnvironmentName="pages")
    yield "elasticbeanstalk.EnvironmentTerminated", {"EnvironmentNames": ["pages"]}
    client("cloudformation").delete_stack(**world.STACK)
    yield "elbv2.LoadBalancersDeleted", {"LoadBalancerArns": arns}
    until_deleted(client("elasticache"), found["Replication"])
    yield "elasticache.CacheClusterDeleted", {"CacheClusterId": found["Cluster0"]}
    yield "elasticache.ReplicationGroupDeleted", {"ReplicationGroupId": found["Replication"]}


def main():
    with open(sys.argv[1], encoding="utf8") as file:
        operations = json.load(file)
    found = world.make(client)["physical"]
    running.run(client, found)
    ended = []
    steps = (
        change(client("cloudformation")),
        objects(client("s3")),
        standing(found),
        records(client("route53"), found),
        running_things(found),
        gone(found),
    )
    for waits in steps:
        for name, given in waits:
            service, waiter = name.split(".")
            api = client(service)
            method = next(one for one in api.waiter_names if one.replace("_", "") == waiter.lower())
            api.get_waiter(method).wait(**given, WaiterConfig={"Delay": 1, "MaxAttempts": 20})
            ended.append(name)
    print(json.dumps({"known": sorted(known(operations)), "ended": sorted(set(ended))}))


main()
