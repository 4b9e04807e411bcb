"""What checkov, a third checker beside cdk-nag and cfn-lint, finds in the templates, and why each finding stands."""
