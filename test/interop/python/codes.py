"""Writes the error codes that botocore's models know, by service, and the services whose JSON answers carry a code beside the name.

A code is what the service's protocol says: in JSON the name of the shape, in XML the `code` of its error trait.
"""

import json
import sys

import botocore.session

session = botocore.session.get_session()


def codes(service):
    model = session.get_service_model(service)
    shapes = model.error_shapes
    if model.protocol == "json":
        return sorted(shape.name for shape in shapes)
    return sorted(shape.metadata.get("error", {}).get("code") or shape.name for shape in shapes)


services = sys.argv[1:]
compatible = [one for one in services if "awsQueryCompatible" in session.get_service_model(one).metadata]
print(json.dumps({"codes": {service: codes(service) for service in services}, "queryCompatible": compatible}))
