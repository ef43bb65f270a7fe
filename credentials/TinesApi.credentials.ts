import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	Icon,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';

import { LoginFailed } from '../nodes/core/loginFailed';
import { tenantUrlOf } from '../nodes/Tines/vendor';

/** An API key of a Tines tenant. */
export class TinesApi implements ICredentialType {
	name = 'tinesApi';

	displayName = 'Tines API';

	icon: Icon = { light: 'file:../icons/tines.svg', dark: 'file:../icons/tines.dark.svg' };

	documentationUrl =
		'https://github.com/n8n-nodes-oauth-admin/n8n-nodes-oauth-admin/blob/main/docs/tines.md';

	properties: INodeProperties[] = [
		{
			displayName: 'Tenant URL',
			name: 'tenantUrl',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://quiet-river-1234.tines.com',
			description:
				'The address of your tenant, at tines.com, tines.io or your own host. Has to begin with https; http is accepted for localhost and 127.0.0.1 only.',
		},
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				'A personal key has the rights of its user, a team key those of its team. Made in Tines under Settings > API Keys, or in the settings of a team.',
		},
	];

	authenticate = async (
		credentials: ICredentialDataDecryptedObject,
		request: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => {
		tenantUrlOf(credentials);
		const apiKey = String(credentials.apiKey ?? '').trim();
		if (apiKey === '') throw new LoginFailed('The API Key is missing in the credential');
		return { ...request, headers: { ...request.headers, Authorization: `Bearer ${apiKey}` } };
	};

	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{ String($credentials.tenantUrl).trim().replace(/\\/+$/, "") }}',
			url: '/api/v1/info',
			method: 'GET',
		},
		rules: [
			{
				type: 'responseCode',
				properties: {
					value: 401,
					message:
						'The tenant does not know this API key: it may be mistyped or deleted, or belong to another tenant. Check API Key.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 403,
					message:
						'The tenant knows this API key, but does not let it in. Check the rights of the key.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 404,
					message: 'There is no Tines tenant at the Tenant URL. Check Tenant URL.',
				},
			},
			{
				type: 'responseSuccessBody',
				properties: {
					key: 'stack',
					value: undefined,
					message:
						'What answers at the Tenant URL is not a Tines tenant. Check Tenant URL: no path, such as https://quiet-river-1234.tines.com.',
				},
			},
			// n8n takes rules of both kinds together; its type has each kind alone.
		] as ICredentialTestRequest['rules'],
	};
}
