"""What a function may do with a table: the operations that the adapters use, on the table and its indexes by name."""

from aws_cdk import aws_dynamodb as dynamodb

from infra.constructs.function import SightlineFunction

READING = ("dynamodb:GetItem", "dynamodb:Query")
SCANNING = ("dynamodb:Scan",)
WRITING = ("dynamodb:DeleteItem", "dynamodb:PutItem", "dynamodb:UpdateItem")

DECRYPTING = ("kms:Decrypt", "kms:DescribeKey")
ENCRYPTING = (
    "kms:Encrypt",
    "kms:GenerateDataKey",
    "kms:GenerateDataKeyWithoutPlaintext",
    "kms:ReEncryptFrom",
    "kms:ReEncryptTo",
)
"""DynamoDB works with the key in its caller's name (AWS, "How DynamoDB uses AWS KMS")."""


def let_read(function: SightlineFunction, table: dynamodb.Table, indexes: list[str], *, scanned: bool) -> None:
    """Let a function read a table, item by item or along a key; all of it only where it has a few items."""
    actions = [*READING, *(SCANNING if scanned else ())]
    function.allow(actions, [table.table_arn, *(f"{table.table_arn}/index/{name}" for name in indexes)])
    if table.encryption_key:
        function.allow(list(DECRYPTING), [table.encryption_key.key_arn])


def let_write(function: SightlineFunction, table: dynamodb.Table) -> None:
    """Let a function change items of a table."""
    function.allow(list(WRITING), [table.table_arn])
    if table.encryption_key:
        function.allow(list(ENCRYPTING), [table.encryption_key.key_arn])
