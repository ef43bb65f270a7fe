import { choice, flag, text } from '../../../core/fields';
import { secretText } from '../../../core/secretField';

/** What a credential of the mode AWS holds. */
export const AWS_FIELDS = {
	aws_authentication_type: choice<'INSTANCE_PROFILE' | 'KEY' | 'ROLE'>({
		displayName: 'Authentication Type',
		type: 'options',
		options: [
			{ name: 'Instance Profile', value: 'INSTANCE_PROFILE' },
			{ name: 'Key', value: 'KEY', description: 'Access key and secret key' },
			{ name: 'Role', value: 'ROLE', description: 'A role to assume; not on self-hosted Tines' },
		],
		default: 'KEY',
		description: 'How Tines authenticates to AWS',
	}),
	aws_access_key: text({
		displayName: 'Access Key',
		type: 'string',
		default: '',
		placeholder: 'e.g. AKIAIOSFODNN7EXAMPLE',
		description: 'The ID of the access key',
	}),
	aws_secret_key: secretText({
		displayName: 'Secret Key',
		description: 'The secret of the access key',
	}),
	aws_assumed_role_arn: text({
		displayName: 'Role ARN',
		type: 'string',
		default: '',
		placeholder: 'e.g. arn:aws:iam::123456789012:role/tines',
		description: 'The role to assume',
	}),
	use_static_external_id: flag({
		displayName: 'Use Static External ID',
		type: 'boolean',
		default: false,
		description: 'Whether all credentials of the team use one external ID',
	}),
};
