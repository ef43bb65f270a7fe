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
import { CUSTOM_REGION, REGIONS } from '../nodes/GenesysCloud/hosts';
import { identityOf, requestToken } from '../nodes/GenesysCloud/token';

const API_URL =
	'={{$credentials.region === "custom" ? $credentials.apiUrl : "https://api." + $credentials.region}}';

/**
 * The client-credentials grant of a Genesys Cloud OAuth client.
 *
 * It does not extend n8n's own OAuth2 type. That asks for the token itself and has one text for every
 * refusal, so that neither its test nor a run could tell a wrong client ID from a wrong secret or
 * region; and its test passes with a token obtained before the secret was changed.
 */
export class GenesysCloudOAuth2Api implements ICredentialType {
	name = 'genesysCloudOAuth2Api';

	displayName = 'Genesys Cloud OAuth2 API';

	icon: Icon = {
		light: 'file:../icons/genesysCloud.svg',
		dark: 'file:../icons/genesysCloud.dark.svg',
	};

	documentationUrl =
		'https://github.com/n8n-nodes-oauth-admin/n8n-nodes-oauth-admin/blob/main/docs/genesys-cloud.md';

	properties: INodeProperties[] = [
		{
			displayName: 'Access Token',
			name: 'accessToken',
			type: 'hidden',
			typeOptions: { expirable: true, password: true },
			default: '',
		},
		{
			displayName: 'Region',
			name: 'region',
			type: 'options',
			options: [
				...REGIONS.map(({ key, place, domain }) => ({
					name: `${place}: ${domain}`,
					value: domain,
					description: `AWS region ${key}`,
				})).sort((a, b) => (a.name < b.name ? -1 : 1)),
				{
					name: 'Custom',
					value: CUSTOM_REGION,
					description: 'A gateway, or a stand-in on this machine',
				},
			],
			default: 'mypurecloud.com',
			description: 'The region of your Genesys Cloud organization',
		},
		{
			displayName: 'API URL',
			name: 'apiUrl',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://api.example.com',
			description: 'Has to begin with https; http is accepted for localhost and 127.0.0.1 only',
			displayOptions: { show: { region: [CUSTOM_REGION] } },
		},
		{
			displayName: 'Login URL',
			name: 'loginUrl',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://login.example.com',
			description: 'Has to begin with https; http is accepted for localhost and 127.0.0.1 only',
			displayOptions: { show: { region: [CUSTOM_REGION] } },
		},
		{
			displayName: 'Client ID',
			name: 'clientId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 6d7b1f4c-2f60-4f2b-8f6e-0c5f3d9a7f11',
			description:
				'Of an OAuth client with the grant type Client Credentials. It needs the permissions oauth:client:view, add, edit and delete, and must itself hold every role that it is to give to others.',
		},
		{
			displayName: 'Client Secret',
			name: 'clientSecret',
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
			baseURL: API_URL,
			url: '/api/v2/tokens/me',
			method: 'GET',
			headers: { [LOG_IN_FIRST]: 'yes' },
		},
		rules: [
			{
				type: 'responseCode',
				properties: {
					value: 404,
					message: 'There is no Genesys Cloud API at the API URL. Check Region and API URL.',
				},
			},
		],
	};
}
