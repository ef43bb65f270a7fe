import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	Icon,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';

import { LOG_IN_FIRST, withToken } from '../nodes/core/session';
import { CLOUD_URL } from '../nodes/Paragon/address';
import { identityOf, requestToken } from '../nodes/Paragon/login';

/** A user of Paragon's dashboard, whose session the management API takes. */
export class ParagonApi implements ICredentialType {
	name = 'paragonApi';

	displayName = 'Paragon API';

	icon: Icon = { light: 'file:../icons/paragon.svg', dark: 'file:../icons/paragon.dark.svg' };

	documentationUrl =
		'https://github.com/n8n-nodes-oauth-admin/n8n-nodes-oauth-admin/blob/main/docs/paragon.md';

	properties: INodeProperties[] = [
		{
			displayName: 'Access Token',
			name: 'accessToken',
			type: 'hidden',
			typeOptions: { expirable: true, password: true },
			default: '',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: CLOUD_URL,
			required: true,
			placeholder: 'e.g. https://zeus.paragon.example.com',
			description:
				'The management API: https://zeus.useparagon.com, or https://zeus. and your domain for Paragon on your own servers. Has to begin with https; http is accepted for localhost and 127.0.0.1 only.',
		},
		{
			displayName: 'Email',
			name: 'email',
			type: 'string',
			placeholder: 'name@email.com',
			default: '',
			required: true,
			description:
				'Of a user of the dashboard with a password; SSO and a second factor cannot be used. Best made for n8n alone.',
		},
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
		},
	];

	async preAuthentication(this: IHttpRequestHelper, credentials: ICredentialDataDecryptedObject) {
		return { accessToken: await requestToken(this, credentials) };
	}

	authenticate = async (
		credentials: ICredentialDataDecryptedObject,
		request: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> =>
		withToken(request, identityOf(credentials), credentials.accessToken);

	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{ String($credentials.baseUrl).trim().replace(/\\/+$/, "") }}',
			url: '/organizations',
			method: 'GET',
			headers: { [LOG_IN_FIRST]: 'yes' },
		},
		rules: [
			{
				type: 'responseCode',
				properties: {
					value: 404,
					message: 'There is no Paragon management API at the Base URL. Check Base URL.',
				},
			},
		],
	};
}
