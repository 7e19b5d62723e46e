"""boto3 against the rig: does it behave as AWS documents?"""
