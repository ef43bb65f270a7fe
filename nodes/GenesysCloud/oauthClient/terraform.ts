import type { TerraformResource } from '../../core/terraform';
import type { AttributeReader } from '../../core/terraformAttributes';
import {
	asBlocks,
	asText,
	asTexts,
	asWholeNumber,
	flagIn,
	refused,
	textIn,
} from '../../core/terraformAttributes';
import { DEFAULT_VALIDITY_SECONDS } from './fields';

const SECRET_OUTPUT =
	'Remove it: Secret Output says here how the secret of a new client is given out, and nothing keeps it in a state or a file.';

const grantType: AttributeReader = (value, name) => {
	const text = textIn(value, name);
	// The provider takes this spelling, too.
	return { authorizedGrantType: text === 'SAML2BEARER' ? 'SAML2-BEARER' : text };
};

const exposeSecret: AttributeReader = (value, name) => {
	if (flagIn(value, name)) throw refused(name, 'has no effect here', SECRET_OUTPUT);
	return {};
};

const secretDirectory: AttributeReader = (value, name) => {
	if (textIn(value, name) !== '') throw refused(name, 'has no effect here', SECRET_OUTPUT);
	return {};
};

const credentialName: AttributeReader = (value, name) => {
	const integrationCredentialName = textIn(value, name);
	return integrationCredentialName === '' ? {} : { integrationCredentialName };
};

/** Genesys Cloud's Terraform provider: Resource genesyscloud_oauth_client. */
export const OAUTH_CLIENT_TERRAFORM: TerraformResource = {
	type: 'genesyscloud_oauth_client',
	attributes: {
		id: asText('id'),
		name: asText('name'),
		description: asText('description'),
		authorized_grant_type: grantType,
		access_token_validity_seconds: asWholeNumber('accessTokenValiditySeconds'),
		registered_redirect_uris: asTexts('registeredRedirectUris'),
		scopes: asTexts('scopes'),
		roles: asBlocks('roles', { role_id: asText('roleId'), division_id: asText('divisionId') }),
		state: asText('state'),
		integration_credential_name: credentialName,
		integration_credential_id: null,
		expose_client_secret: exposeSecret,
		directory_client_secret: secretDirectory,
		client_id: null,
		client_secret: null,
	},
	implied: { accessTokenValiditySeconds: DEFAULT_VALIDITY_SECONDS, state: 'active' },
};
