"""A little of everything that the endpoint has, for tests that look at all of its answers.

`make` returns the physical ids of the stack by logical name, and by listing the inputs that page through more than one page.
"""

import io
import json
import time
import zipfile

COUNT = 3
STACK = {"StackName": "pages"}
BUCKET = {"Bucket": "pages-0"}
TRUST = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"}],
}
DENY = {"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Action": "s3:*", "Resource": "*"}]}
TAGS = [{"Key": f"k{n}", "Value": "v"} for n in range(COUNT)]
APP = "require('node:http').createServer((asked, answer) => answer.end('here')).listen(process.env.PORT)"


def ref(name):
    return {"Ref": name}


def singles():
    """Resources of which one is enough, by logical name: type and properties."""
    return {
        "Vpc": ("AWS::EC2::VPC", {"CidrBlock": "10.7.0.0/16"}),
        "Source": ("AWS::EC2::SecurityGroup", {"GroupDescription": "pages", "VpcId": ref("Vpc")}),
        "Gateway": ("AWS::EC2::InternetGateway", {}),
        "Attachment": ("AWS::EC2::VPCGatewayAttachment", {"VpcId": ref("Vpc"), "InternetGatewayId": ref("Gateway")}),
        "Route": (
            "AWS::EC2::Route",
            {"RouteTableId": ref("Routes0"), "DestinationCidrBlock": "0.0.0.0/0", "GatewayId": ref("Gateway")},
        ),
        "Association": (
            "AWS::EC2::SubnetRouteTableAssociation",
            {"RouteTableId": ref("Routes0"), "SubnetId": ref("Subnet0")},
        ),
        "Role": (
            "AWS::IAM::Role",
            {
                "AssumeRolePolicyDocument": TRUST,
                "Description": "pages",
                "Tags": TAGS,
                "Policies": [{"PolicyName": f"p{n}", "PolicyDocument": DENY} for n in range(COUNT)],
                "ManagedPolicyArns": [ref(f"Policy{n}") for n in range(COUNT)],
            },
        ),
        "Application": ("AWS::ElasticBeanstalk::Application", {"Description": "pages"}),
        "FunctionVersion": ("AWS::Lambda::Version", {"FunctionName": ref("Function0")}),
        "Replication": ("AWS::ElastiCache::ReplicationGroup", {"ReplicationGroupDescription": "pages"}),
        "Zone0": ("AWS::Route53::HostedZone", {"Name": "zone0.example.com"}),
        "Zone1": ("AWS::Route53::HostedZone", {"Name": "zone1.example.com"}),
        "Secure": (
            "AWS::ElasticLoadBalancingV2::Listener",
            {
                "LoadBalancerArn": ref("Balancer0"),
                "Port": 443,
                "Protocol": "HTTPS",
                "Certificates": [{"CertificateArn": ref("Certificate0")}],
                "DefaultActions": [{"Type": "forward", "TargetGroupArn": ref("Target0")}],
            },
        ),
    }


def numbered(n):
    """Resources of which a page of one needs several."""
    forward = [{"Type": "forward", "TargetGroupArn": ref("Target0")}]
    host = [{"Field": "host-header", "HostHeaderConfig": {"Values": [f"r{n}.example.com"]}}]
    return {
        f"Policy{n}": ("AWS::IAM::ManagedPolicy", {"PolicyDocument": DENY, "Description": "pages"}),
        f"Role{n}": ("AWS::IAM::Role", {"AssumeRolePolicyDocument": TRUST}),
        f"Profile{n}": ("AWS::IAM::InstanceProfile", {"Roles": [ref("Role")]}),
        f"Parameter{n}": (
            "AWS::SSM::Parameter",
            {"Type": "String", "Name": f"/pages/{n}", "Value": "v", "Description": "pages"},
        ),
        f"Secret{n}": ("AWS::SecretsManager::Secret", {"GenerateSecretString": {}, "Description": "pages", "Tags": TAGS}),
        f"Queue{n}": ("AWS::SQS::Queue", {}),
        f"Function{n}": (
            "AWS::Lambda::Function",
            {
                "Code": {"ZipFile": "exports.handler = async () => undefined;"},
                "Handler": "index.handler",
                "Runtime": "nodejs22.x",
                "Role": {"Fn::GetAtt": ["Role", "Arn"]},
                "Description": "pages",
                "Tags": TAGS,
            },
        ),
        f"Alias{n}": (
            "AWS::Lambda::Alias",
            {"FunctionName": ref("Function0"), "FunctionVersion": "$LATEST", "Name": f"a{n}", "Description": "pages"},
        ),
        f"Mapping{n}": (
            "AWS::Lambda::EventSourceMapping",
            {"FunctionName": ref(f"Function{n}"), "EventSourceArn": {"Fn::GetAtt": [f"Queue{n}", "Arn"]}},
        ),
        f"Cluster{n}": (
            "AWS::ElastiCache::CacheCluster",
            {"Engine": "memcached", "CacheNodeType": "cache.t4g.micro", "NumCacheNodes": 1, "Tags": TAGS},
        ),
        f"Group{n}": ("AWS::Logs::LogGroup", {"LogGroupName": f"pages-{n}", "RetentionInDays": 7}),
        f"Certificate{n}": (
            "AWS::CertificateManager::Certificate",
            {"DomainName": f"c{n}.zone0.example.com", "ValidationMethod": "DNS"},
        ),
        f"Target{n}": (
            "AWS::ElasticLoadBalancingV2::TargetGroup",
            {"Port": 80, "Protocol": "HTTP", "VpcId": ref("Vpc")},
        ),
        f"Balancer{n}": (
            "AWS::ElasticLoadBalancingV2::LoadBalancer",
            {"Type": "application", "Subnets": [ref("Subnet0"), ref("Subnet1")]},
        ),
        f"Listener{n}": (
            "AWS::ElasticLoadBalancingV2::Listener",
            {"LoadBalancerArn": ref("Balancer0"), "Port": 8080 + n, "Protocol": "HTTP", "DefaultActions": forward},
        ),
        f"Rule{n}": (
            "AWS::ElasticLoadBalancingV2::ListenerRule",
            {"ListenerArn": ref("Listener0"), "Priority": n + 1, "Conditions": host, "Actions": forward},
        ),
        f"Record{n}": (
            "AWS::Route53::RecordSet",
            {
                "HostedZoneId": ref("Zone0"),
                "Name": f"r{n}.zone0.example.com",
                "Type": "A",
                "TTL": "60",
                "ResourceRecords": ["192.0.2.1"],
            },
        ),
        f"Version{n}": (
            "AWS::ElasticBeanstalk::ApplicationVersion",
            {
                "ApplicationName": ref("Application"),
                "Description": "pages",
                "SourceBundle": {"S3Bucket": BUCKET["Bucket"], "S3Key": f"{n}.zip"},
            },
        ),
    }


def template():
    resources = singles()
    for n in range(COUNT):
        resources |= numbered(n)
    web = {"IpProtocol": "tcp", "FromPort": 80, "ToPort": 80}
    ingress = [
        {**web, "CidrIp": "192.0.2.0/24", "Description": "pages"},
        {**web, "SourceSecurityGroupId": ref("Source")},
    ]
    # EC2's smallest page has 5 entries, RDS's 20.
    for n in range(7):
        zone = f"eu-central-1{'abc'[n % 3]}"
        resources |= {
            f"Subnet{n}": (
                "AWS::EC2::Subnet",
                {"VpcId": ref("Vpc"), "CidrBlock": f"10.7.{n}.0/24", "AvailabilityZone": zone},
            ),
            f"Routes{n}": ("AWS::EC2::RouteTable", {"VpcId": ref("Vpc")}),
            f"Door{n}": (
                "AWS::EC2::SecurityGroup",
                {"GroupDescription": "pages", "VpcId": ref("Vpc"), "SecurityGroupIngress": ingress},
            ),
            f"Vpc{n}": ("AWS::EC2::VPC", {"CidrBlock": f"10.{20 + n}.0.0/16"}),
        }
    for n in range(22):
        subnets = [ref("Subnet0"), ref("Subnet1")]
        resources |= {
            f"Parameters{n}": ("AWS::RDS::DBParameterGroup", {"Family": "postgres16", "Description": "pages"}),
            f"Subnets{n}": (
                "AWS::RDS::DBSubnetGroup",
                {"DBSubnetGroupDescription": "pages", "SubnetIds": subnets},
            ),
        }
    described = {name: {"Type": kind, "Properties": given} for name, (kind, given) in resources.items()}
    described["Queue0"]["Metadata"] = {"about": "pages"}
    return {
        "Description": "pages",
        "Parameters": {"Word": {"Type": "String", "Default": "w", "Description": "pages"}},
        "Resources": described,
        "Outputs": {
            f"Out{n}": {"Value": ref(f"Queue{n}"), "Description": "pages", "Export": {"Name": f"pages-{n}"}}
            for n in range(COUNT)
        },
    }


def parameter(value, name=None):
    """A template with one parameter of SSM."""
    given = {"Type": "String", "Value": value, **({"Name": name} if name else {})}
    return json.dumps(
        {
            "Parameters": {"Word": {"Type": "String", "Default": "w"}},
            "Resources": {"It": {"Type": "AWS::SSM::Parameter", "Properties": given}},
        }
    )


def bundle():
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w") as archive:
        archive.writestr("Procfile", "web: node server.js\n")
        archive.writestr("server.js", APP)
    return body.getvalue()


def now():
    return int(time.time() * 1000)


def fill_buckets(s3):
    """Returns the id of an upload that has parts."""
    constraint = {"LocationConstraint": "eu-central-1"}
    for n in range(COUNT):
        s3.create_bucket(Bucket=f"pages-{n}", CreateBucketConfiguration=constraint)
    s3.put_bucket_versioning(**BUCKET, VersioningConfiguration={"Status": "Enabled"})
    for n in range(COUNT):
        for key in (f"{n}.zip", f"a/{n}", f"b{n}/x", "same", f"é z+{n}"):
            s3.put_object(**BUCKET, Key=key, Body=bundle())
        s3.delete_object(**BUCKET, Key=f"a/{n}")
        s3.create_multipart_upload(**BUCKET, Key=f"upload/{n}")
        s3.create_multipart_upload(**BUCKET, Key="twice")
    upload = s3.create_multipart_upload(Bucket="pages-1", Key="parts")["UploadId"]
    for n in range(COUNT):
        s3.upload_part(Bucket="pages-1", Key="parts", UploadId=upload, PartNumber=n + 1, Body=b"x" * 10)
    return upload


def make_stacks(cloudformation):
    def wait(name, waiter="stack_create_complete"):
        cloudformation.get_waiter(waiter).wait(StackName=name, WaiterConfig={"Delay": 1})

    cloudformation.create_stack(
        **STACK, TemplateBody=json.dumps(template()), Capabilities=["CAPABILITY_IAM"], Tags=TAGS
    )
    wait("pages")
    for n in range(COUNT):
        cloudformation.create_stack(StackName=f"importer-{n}", TemplateBody=parameter({"Fn::ImportValue": "pages-0"}))
    # A parameter of this name exists: the stack fails and says why.
    cloudformation.create_stack(StackName="failing", TemplateBody=parameter("v", "/pages/0"), OnFailure="DO_NOTHING")
    for n in range(COUNT):
        wait(f"importer-{n}")
    for n in range(COUNT):
        cloudformation.create_change_set(
            StackName="importer-0",
            ChangeSetName=f"set-{n}",
            TemplateBody=parameter(f"{n}"),
            Description="pages",
            Parameters=[{"ParameterKey": "Word", "ParameterValue": "x"}],
            Tags=TAGS,
        )
    cloudformation.create_change_set(
        StackName="importer-1", ChangeSetName="empty", TemplateBody=parameter({"Fn::ImportValue": "pages-0"})
    )


def fill_logs(logs):
    for n in range(COUNT):
        logs.create_log_stream(logGroupName="pages-0", logStreamName=f"stream-{n}")
        for m in range(COUNT):
            event = {"timestamp": now() + 100 * n + m, "message": f"{n} {m}"}
            logs.put_log_events(logGroupName="pages-0", logStreamName=f"stream-{n}", logEvents=[event])


def make(client):
    upload = fill_buckets(client("s3"))
    cloudformation = client("cloudformation")
    make_stacks(cloudformation)
    fill_logs(client("logs"))
    resources = cloudformation.get_paginator("list_stack_resources").paginate(**STACK).build_full_result()
    found = {one["LogicalResourceId"]: one["PhysicalResourceId"] for one in resources["StackResourceSummaries"]}
    role, group = {"RoleName": found["Role"]}, {"logGroupName": "pages-0"}
    deep = [BUCKET, {**BUCKET, "Delimiter": "/"}, {**BUCKET, "Prefix": "b", "Delimiter": "/"}]
    metric = {"Metric": {"Namespace": "AWS/ApplicationELB", "MetricName": "RequestCount"}, "Period": 60, "Stat": "Sum"}
    listings = {
        "cloudwatch.GetMetricData": [
            {"MetricDataQueries": [{"Id": "a", "MetricStat": metric}], "StartTime": 0, "EndTime": 60}
        ],
        "cloudformation.DescribeChangeSet": [{"StackName": "importer-0", "ChangeSetName": "set-0"}],
        "cloudformation.DescribeStackEvents": [STACK],
        "cloudformation.ListStackResources": [STACK],
        "cloudformation.ListChangeSets": [{"StackName": "importer-0"}],
        "cloudformation.ListImports": [{"ExportName": "pages-0"}],
        "logs.DescribeLogStreams": [group, {**group, "orderBy": "LastEventTime", "descending": True}],
        "logs.FilterLogEvents": [group],
        "elbv2.DescribeListeners": [{"LoadBalancerArn": found["Balancer0"]}],
        "elbv2.DescribeRules": [{"ListenerArn": found["Listener0"]}],
        "iam.ListAttachedRolePolicies": [role],
        "iam.ListInstanceProfilesForRole": [role],
        "iam.ListRolePolicies": [role],
        "iam.ListRoleTags": [role],
        "lambda.ListAliases": [{"FunctionName": found["Function0"]}],
        "lambda.ListVersionsByFunction": [{"FunctionName": found["Function0"]}],
        "route53.ListResourceRecordSets": [{"HostedZoneId": found["Zone0"]}],
        "s3.ListObjects": deep,
        "s3.ListObjectsV2": deep,
        "s3.ListObjectVersions": deep,
        "s3.ListMultipartUploads": [BUCKET],
        "s3.ListParts": [{"Bucket": "pages-1", "Key": "parts", "UploadId": upload}],
        "ssm.DescribeSessions": [{"State": "Active"}],
        "ssm.GetParametersByPath": [{"Path": "/pages"}],
        "pricing.GetProducts": [{"ServiceCode": "AmazonRDS", "FormatVersion": "aws_v1"}],
    }
    return {"physical": found, "listings": listings}
