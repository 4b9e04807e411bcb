"""The site's files: built by Vite without Docker, put into the site's bucket beside their configuration."""

import shutil
import subprocess
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import aws_cdk as cdk
import jsii
from aws_cdk import aws_cloudfront as cloudfront
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_s3_deployment as deployment
from constructs import Construct

from infra.constructs.findings import explain

WEB = Path(__file__).parents[2] / "web"
NAMED_BY_CONTENT = "assets/*"
"""Vite puts a hash into these files' names: a browser may keep them for ever."""
COPIER = "Custom::CDKBucketDeployment8693BB64968944B69AAFB0CC9EB8756C"


Runner = Callable[[Sequence[str]], None]


def run_in_web(command: Sequence[str]) -> None:
    """Run a command among the site's sources; one that fails stops the build."""
    subprocess.run(command, cwd=WEB, check=True)  # noqa: S603 every word comes from this file


@jsii.implements(cdk.ILocalBundling)
class ViteBundling:
    """Builds the pages with the locked packages."""

    def __init__(self, run: Runner = run_in_web, dist: Path = WEB / "dist") -> None:
        """Take what runs npm, and where the built pages are then."""
        self._run = run
        self._dist = dist

    def try_bundle(self, output_dir: str, *_: object, **__: object) -> bool:
        """Fill the directory; CDK's way into Docker is never taken."""
        self._run(["npm", "ci"])
        self._run(["npm", "run", "build"])
        shutil.copytree(self._dist, output_dir, dirs_exist_ok=True)
        return True


class SiteFiles(Construct):
    """Pages that are asked for anew each time, and parts that never change."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        bucket: s3.IBucket,
        distribution: cloudfront.IDistribution,
        configuration: Mapping[str, object],
    ) -> None:
        """Deploy both, and `config.json`, which the viewer reads when it starts."""
        super().__init__(scope, construct_id)
        built = deployment.Source.asset(
            str(WEB),
            exclude=["node_modules", "dist"],
            bundling=cdk.BundlingOptions(
                image=cdk.DockerImage.from_registry("scratch"),
                local=ViteBundling(),
            ),
        )
        deployment.BucketDeployment(
            self,
            "Parts",
            sources=[built],
            destination_bucket=bucket,
            exclude=["*"],
            include=[NAMED_BY_CONTENT],
            cache_control=[deployment.CacheControl.from_string("public, max-age=31536000, immutable")],
            prune=False,
        )
        deployment.BucketDeployment(
            self,
            "Pages",
            sources=[built, deployment.Source.json_data("config.json", dict(configuration))],
            destination_bucket=bucket,
            exclude=[NAMED_BY_CONTENT],
            cache_control=[deployment.CacheControl.no_cache()],
            prune=False,
            distribution=distribution,
        )
        _explain_copier(cdk.Stack.of(self), bucket)


def _explain_copier(stack: cdk.Stack, bucket: s3.IBucket) -> None:
    """Explain CDK's own function, one a stack, that unpacks the site into its bucket."""
    name = stack.resolve(bucket.bucket_arn)["Fn::GetAtt"][0]
    account = f"cdk-{cdk.DefaultStackSynthesizer.DEFAULT_QUALIFIER}-assets-<AWS::AccountId>-{stack.region}"
    explain(
        stack.node.find_child(COPIER),
        "2026-11-21",
        "Runs at deployment alone, reads the pages' bundle, writes the site's bucket, and is CDK's as it is.",
        "L1",
        "IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]",
        "IAM5[Resource::*]",
        f"IAM5[Resource::<{name}.Arn>/*]",
        f"IAM5[Resource::arn:<AWS::Partition>:s3:::{account}/*]",
        *(f"IAM5[Action::s3:{verb}*]" for verb in ("Abort", "DeleteObject", "GetBucket", "GetObject", "List")),
    )
