"""Compares answers of the endpoint with the answers of AWS that stand in the examples of the AWS CLI.

Writes one JSON object: by operation, how many fields the examples have, and the paths of those that the endpoint's answers lack.
"""

import json
import os
import re

import awscli
import botocore.session

import running
import world

session = botocore.session.get_session()
folder = os.path.join(os.path.dirname(awscli.__file__), "examples")


def client(service):
    return session.create_client(service)


def dashed(name):
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "-", name).lower()


def outputs(service, operation):
    """Each JSON object after a line that announces output in the page of an operation; places that the page cuts out are left out."""
    name = os.path.join(folder, {"s3": "s3api"}.get(service, service), f"{dashed(operation)}.rst")
    if not os.path.exists(name):
        return
    decoder = json.JSONDecoder()
    with open(name, encoding="utf8") as page:
        text = re.sub(r"^.*\.\.\.some output (truncated|omitted)\.\.\..*$", "", page.read(), flags=re.M)
    for part in re.split(r"^.*\boutput\b.*$", text, flags=re.M | re.I)[1:]:
        start = part.find("{")
        if start < 0:
            continue
        try:
            yield decoder.raw_decode(re.sub(r",(\s*[\]}])", r"\1", part[start:]))[0]
        except json.JSONDecodeError:
            continue


def paths(value, shape, at=""):
    """Paths of the fields of an answer that the service's model knows; keys of maps are data and not fields."""
    if shape is None:
        return
    if isinstance(value, dict) and shape.type_name == "structure":
        for key, inner in value.items():
            if key in shape.members:
                yield f"{at}.{key}".lstrip(".")
                yield from paths(inner, shape.members[key], f"{at}.{key}")
    elif isinstance(value, list) and shape.type_name == "list":
        for inner in value:
            yield from paths(inner, shape.member, f"{at}[]")


def calls(found):
    """Operation and inputs; what a call needs of the stack stands in `found`."""
    stack, bucket, role = world.STACK, world.BUCKET, {"RoleName": found["Role"]}
    queue, balancer = {"QueueUrl": found["Queue0"]}, {"LoadBalancerArn": found["Balancer0"]}
    policy, secret, group = {"PolicyArn": found["Policy0"]}, {"SecretId": "mine"}, {"logGroupName": "pages-0"}
    changes = [{"StackName": "importer-0", "ChangeSetName": "set-0"}, {"StackName": "importer-1", "ChangeSetName": "empty"}]
    sent = {**queue, "MessageBody": "hello", "MessageAttributes": {"n": {"DataType": "String", "StringValue": "v"}}}
    written = {"Name": "/pages/0", "Value": "w", "Type": "String", "Overwrite": True}
    return (
        ("cloudformation", "DescribeAccountLimits", {}),
        ("cloudformation", "DescribeChangeSet", *changes),
        ("cloudformation", "DescribeStackEvents", stack),
        ("cloudformation", "DescribeStackResource", {**stack, "LogicalResourceId": "Queue0"}),
        ("cloudformation", "DescribeStackResources", stack),
        ("cloudformation", "DescribeStacks", {}),
        ("cloudformation", "GetTemplate", stack),
        ("cloudformation", "GetTemplateSummary", stack),
        ("cloudformation", "ListChangeSets", {"StackName": "importer-0"}),
        ("cloudformation", "ListExports", {}),
        ("cloudformation", "ListImports", {"ExportName": "pages-0"}),
        ("cloudformation", "ListStackResources", stack),
        ("cloudformation", "ListStacks", {}),
        ("cloudformation", "UpdateTerminationProtection", {**stack, "EnableTerminationProtection": False}),
        ("cloudformation", "ValidateTemplate", {"TemplateBody": json.dumps(world.template())}),
        ("acm", "ListCertificates", {}),
        ("acm", "DescribeCertificate", {"CertificateArn": found["Certificate0"]}),
        ("acm", "ListTagsForCertificate", {"CertificateArn": found["Certificate0"]}),
        ("logs", "DescribeLogGroups", {}),
        ("logs", "DescribeLogStreams", group),
        ("logs", "GetLogEvents", {**group, "logStreamName": "stream-0"}),
        ("ec2", "DescribeAccountAttributes", {}),
        ("ec2", "DescribeAddresses", {}),
        ("ec2", "DescribeAvailabilityZones", {}),
        ("ec2", "DescribeRouteTables", {}),
        ("ec2", "DescribeSecurityGroups", {}),
        ("ec2", "DescribeSubnets", {}),
        ("ec2", "DescribeVpcs", {}),
        ("elasticbeanstalk", "DescribeApplications", {}),
        ("elasticbeanstalk", "DescribeApplicationVersions", {}),
        ("elasticbeanstalk", "DescribeEnvironments", {}),
        ("elasticbeanstalk", "DescribeEnvironmentResources", {"EnvironmentName": "pages"}),
        ("elasticbeanstalk", "DescribeEvents", {}),
        ("elbv2", "DescribeAccountLimits", {}),
        ("elbv2", "DescribeListeners", balancer),
        ("elbv2", "DescribeLoadBalancers", {}),
        ("elbv2", "DescribeRules", {"ListenerArn": found["Listener0"]}),
        ("elbv2", "DescribeTags", {"ResourceArns": [found["Balancer0"]]}),
        ("elbv2", "DescribeTargetGroups", {}),
        ("iam", "GetInstanceProfile", {"InstanceProfileName": found["Profile0"]}),
        ("iam", "GetPolicy", policy),
        ("iam", "GetPolicyVersion", {**policy, "VersionId": "v1"}),
        ("iam", "GetRole", role),
        ("iam", "GetRolePolicy", {**role, "PolicyName": "p0"}),
        ("iam", "ListAttachedRolePolicies", role),
        ("iam", "ListInstanceProfiles", {}),
        ("iam", "ListInstanceProfilesForRole", role),
        ("iam", "ListRolePolicies", role),
        ("iam", "ListRoleTags", role),
        ("iam", "ListRoles", {}),
        ("rds", "CreateDBSnapshot", {"DBInstanceIdentifier": "pages", "DBSnapshotIdentifier": "pages"}),
        ("rds", "DescribeAccountAttributes", {}),
        ("rds", "DescribeDBEngineVersions", {}),
        ("rds", "DescribeDBInstances", {}),
        ("rds", "DescribeDBParameterGroups", {}),
        ("rds", "DescribeDBSnapshots", {}),
        ("rds", "DescribeDBSubnetGroups", {}),
        ("rds", "DeleteDBSnapshot", {"DBSnapshotIdentifier": "pages"}),
        ("route53", "GetHostedZone", {"Id": found["Zone0"]}),
        ("route53", "ListHostedZones", {}),
        ("route53", "ListHostedZonesByName", {"DNSName": "zone0.example.com"}),
        ("route53", "ListResourceRecordSets", {"HostedZoneId": found["Zone0"]}),
        ("s3", "CopyObject", {**bucket, "Key": "copy", "CopySource": "pages-0/0.zip"}),
        ("s3", "CreateMultipartUpload", {**bucket, "Key": "more"}),
        ("s3", "DeleteObjects", {**bucket, "Delete": {"Objects": [{"Key": "copy"}]}}),
        ("s3", "GetBucketVersioning", bucket),
        ("s3", "GetBucketLocation", bucket),
        ("s3", "GetObject", {**bucket, "Key": "0.zip"}),
        ("s3", "GetPublicAccessBlock", bucket),
        ("s3", "HeadObject", {**bucket, "Key": "0.zip"}),
        ("s3", "ListBuckets", {}),
        ("s3", "ListMultipartUploads", bucket, {**bucket, "Delimiter": "/"}),
        ("s3", "ListObjectVersions", bucket),
        ("s3", "ListObjects", bucket),
        ("s3", "ListObjectsV2", bucket),
        ("sqs", "ListQueues", {}),
        ("sqs", "GetQueueUrl", {"QueueName": found["Queue0"].rsplit("/", 1)[1]}),
        ("sqs", "GetQueueAttributes", {**queue, "AttributeNames": ["All"]}),
        ("sqs", "SendMessage", sent),
        ("sqs", "ReceiveMessage", {**queue, "AttributeNames": ["All"], "MessageAttributeNames": ["All"]}),
        ("ssm", "DescribeParameters", {}),
        ("ssm", "GetParameter", {"Name": "/pages/0"}, {"Name": "/pages/0:1"}),
        ("ssm", "GetParameters", {"Names": ["/pages/0:1", "/none"]}),
        ("ssm", "GetParametersByPath", {"Path": "/pages"}),
        ("ssm", "PutParameter", written),
        ("ssm", "DeleteParameters", {"Names": ["/none"]}),
        ("sts", "AssumeRole", {"RoleArn": found["RoleArn"], "RoleSessionName": "pages"}),
        ("sts", "GetCallerIdentity", {}),
        ("sts", "GetSessionToken", {}),
        ("secretsmanager", "CreateSecret", {"Name": "mine", "SecretString": "s", "Description": "d", "Tags": world.TAGS}),
        ("secretsmanager", "GetSecretValue", secret),
        ("secretsmanager", "DescribeSecret", secret),
        ("secretsmanager", "GetRandomPassword", {}),
        ("secretsmanager", "ListSecrets", {}),
        ("secretsmanager", "PutSecretValue", {**secret, "SecretString": "t"}),
        ("secretsmanager", "UpdateSecret", {**secret, "Description": "d"}),
        ("secretsmanager", "DeleteSecret", secret),
        ("secretsmanager", "RestoreSecret", secret),
    )


def compared(service, operation, *inputs):
    api = client(service)
    method = next(name for name, its in api.meta.method_to_api_mapping.items() if its == operation)
    shape = api.meta.service_model.operation_model(operation).output_shape
    answers = [json.loads(json.dumps(getattr(api, method)(**given), default=str)) for given in inputs]
    ours = {path for answer in answers for path in paths(answer, shape)}
    theirs = {path for output in outputs(service, operation) for path in paths(output, shape)}
    return {"compared": len(theirs), "lacks": sorted(theirs - ours)}


def main():
    found = world.make(client)["physical"]
    running.run(client, found)
    found["RoleArn"] = client("iam").get_role(RoleName=found["Role"])["Role"]["Arn"]
    answers = {}
    for service, operation, *inputs in calls(found):
        answers[f"{service}.{operation}"] = compared(service, operation, *inputs)
    print(json.dumps(answers))


main()
