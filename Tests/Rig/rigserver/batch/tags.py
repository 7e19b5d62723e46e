"""Tags of anything that has an ARN."""


class Tags:
    def TagResource(self, parameters):
        self.tags.setdefault(parameters["resourceArn"], {}).update(parameters["tags"])

    def UntagResource(self, parameters):
        tags = self.tags.get(parameters["resourceArn"], {})
        for key in parameters["tagKeys"]:
            tags.pop(key, None)

    def ListTagsForResource(self, parameters):
        return {"tags": self.tags.get(parameters["resourceArn"], {})}
