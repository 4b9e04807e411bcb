"""Texts: every provider's word on what became of one comes back to us."""

import json

import aws_cdk as cdk
from aws_cdk.assertions import Template
from phonenumbers import SUPPORTED_REGIONS

from infra.settings import read_settings
from infra.stacks.messaging import MessagingStack
from tests.infra.cloud import Cloud, actions_of

STACK = "sightline-messaging"


def test_end_user_messaging_reports_every_text_to_the_topic(dev: Cloud) -> None:
    """The configuration set sends all events of texts to our topic."""
    (topic,) = dev.all(STACK, "AWS::SNS::Topic")
    (destination,) = dev.only(STACK, "AWS::SMSVOICE::ConfigurationSet")["EventDestinations"]
    assert destination["MatchingEventTypes"] == ["TEXT_ALL"]
    assert destination["SnsDestination"] == {"TopicArn": {"Ref": topic.logical_id}}
    assert destination["Enabled"] is True


def test_the_provider_may_publish_and_encrypt_and_nothing_else(dev: Cloud) -> None:
    """The topic's key lets the text service encrypt; the topic lets it publish."""
    key_statements = dev.only(STACK, "AWS::KMS::Key")["KeyPolicy"]["Statement"]
    topic_statements = dev.only(STACK, "AWS::SNS::TopicPolicy")["PolicyDocument"]["Statement"]
    principal = {"Service": "sms-voice.amazonaws.com"}
    for_provider = [one for one in key_statements + topic_statements if one.get("Principal") == principal]
    assert set(actions_of(for_provider)) == {"kms:GenerateDataKey*", "kms:Decrypt", "sns:Publish"}


def test_the_provider_itself_refuses_other_countries() -> None:
    """Through End User Messaging a text goes to Great Britain, whatever the product asked for."""
    settings = read_settings("staging")
    template = Template.from_stack(MessagingStack(cdk.App(), "Messaging", settings=settings))
    ((logical_id, protection),) = template.find_resources("AWS::SMSVOICE::ProtectConfiguration").items()
    statuses = {one["CountryCode"]: one["ProtectStatus"] for one in protection["Properties"]["CountryRuleSet"]["SMS"]}
    assert {country for country, status in statuses.items() if status != "BLOCK"} == {"GB"}
    assert set(statuses) <= SUPPORTED_REGIONS
    template.has_resource_properties(
        "AWS::SMSVOICE::ConfigurationSet",
        {"ProtectConfigurationId": {"Fn::GetAtt": [logical_id, "ProtectConfigurationId"]}},
    )


def test_nothing_is_published_without_tls(dev: Cloud) -> None:
    """The topic denies publishing in clear text."""
    policy = dev.only(STACK, "AWS::SNS::TopicPolicy")["PolicyDocument"]["Statement"]
    assert any(
        one["Effect"] == "Deny" and one["Condition"] == {"Bool": {"aws:SecureTransport": "false"}} for one in policy
    )


def test_delivery_logs_stand_where_sns_writes_them(dev: Cloud) -> None:
    """Both of SNS's log groups, for what arrived and for what did not, are ours and have an end."""
    groups = dev.all(STACK, "AWS::Logs::LogGroup")
    names = {
        json.dumps(found.properties["LogGroupName"]).rsplit("DirectPublishToPhoneNumber", 1)[1] for found in groups
    }
    assert {name.strip('"]} ') for name in names} == {"", "/Failure"}
    assert all(found.properties["RetentionInDays"] == 90 for found in groups)


def test_receipts_hears_the_topic_and_both_logs(dev: Cloud) -> None:
    """Whatever the provider, its receipts reach the receipts function."""
    functions = dev.all("sightline-functions", "AWS::Lambda::Function")
    (receipts,) = [found.logical_id for found in functions if found.properties["Handler"] == "invites.app.receipts"]
    arn = {"Fn::GetAtt": [receipts, "Arn"]}
    assert dev.only("sightline-functions", "AWS::SNS::Subscription")["Endpoint"] == arn
    filters = dev.all("sightline-functions", "AWS::Logs::SubscriptionFilter")
    assert [found.properties["DestinationArn"] for found in filters] == [arn, arn]
