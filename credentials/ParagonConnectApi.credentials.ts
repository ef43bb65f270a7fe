import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	Icon,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';

import { LoginFailed } from '../nodes/core/loginFailed';
import { ON_BEHALF_OF } from '../nodes/Paragon/connect/gateway';
import { projectIdOf, projectUrlOf } from '../nodes/Paragon/connect/hosts';
import { userToken } from '../nodes/Paragon/connect/userToken';

const API_URL =
	'={{ $credentials.deployment === "custom" ? $credentials.apiUrl.trim().replace(/\\/+$/, "") : $credentials.deployment === "onPremises" ? "https://zeus." + $credentials.domain.trim() : "https://api.useparagon.com" }}';

/** A project's signing key, with which requests are made on behalf of its connected users. */
export class ParagonConnectApi implements ICredentialType {
	name = 'paragonConnectApi';

	displayName = 'Paragon Connect API';

	icon: Icon = { light: 'file:../icons/paragon.svg', dark: 'file:../icons/paragon.dark.svg' };

	documentationUrl =
		'https://github.com/n8n-nodes-oauth-admin/n8n-nodes-oauth-admin/blob/main/docs/paragon-connect.md';

	properties: INodeProperties[] = [
		{
			displayName: 'Project ID',
			name: 'projectId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 6d7b1f4c-2f60-4f2b-8f6e-0c5f3d9a7f11',
			description: 'In the address of the project in the dashboard of Paragon',
		},
		{
			displayName: 'Signing Key',
			name: 'privateKey',
			type: 'string',
			typeOptions: { password: true, rows: 4 },
			default: '',
			required: true,
			description:
				'The private key that Paragon shows once when it is generated (Settings > SDK Setup), in PEM; in one line with \\n, too',
		},
		{
			displayName: 'User ID',
			name: 'userId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 12345',
			description:
				'The connected user, by the ID that your app signs in their user token; a node may choose another for each item',
		},
		{
			displayName: 'Deployment',
			name: 'deployment',
			type: 'options',
			options: [
				{ name: 'Cloud', value: 'cloud' },
				{
					name: 'Custom',
					value: 'custom',
					description: 'A gateway, or a stand-in on this machine',
				},
				{ name: 'On-Premises', value: 'onPremises', description: 'Paragon on your own servers' },
			],
			default: 'cloud',
			description: 'Where Paragon runs',
		},
		{
			displayName: 'Domain',
			name: 'domain',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. paragon.example.com',
			description:
				'The domain of your Paragon: zeus., worker-proxy. and worker-actionkit. come before it',
			displayOptions: { show: { deployment: ['onPremises'] } },
		},
		{
			displayName: 'API URL',
			name: 'apiUrl',
			type: 'string',
			default: '',
			required: true,
			description: 'Has to begin with https; http is accepted for localhost and 127.0.0.1 only',
			displayOptions: { show: { deployment: ['custom'] } },
		},
		{
			displayName: 'Proxy URL',
			name: 'proxyUrl',
			type: 'string',
			default: '',
			required: true,
			description: 'Has to begin with https; http is accepted for localhost and 127.0.0.1 only',
			displayOptions: { show: { deployment: ['custom'] } },
		},
		{
			displayName: 'ActionKit URL',
			name: 'actionkitUrl',
			type: 'string',
			default: '',
			required: true,
			description: 'Has to begin with https; http is accepted for localhost and 127.0.0.1 only',
			displayOptions: { show: { deployment: ['custom'] } },
		},
		{
			displayName: 'Webhook Signing Secret',
			name: 'webhookSigningSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'For triggers: the Signing Secret under Settings > ActionKit. With it every event is checked to come from Paragon.',
		},
	];

	authenticate = async (
		credentials: ICredentialDataDecryptedObject,
		{ headers, ...request }: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => {
		const { [ON_BEHALF_OF]: other, ...others } = headers ?? {};
		projectUrlOf(credentials);
		const userId = String(other ?? credentials.userId ?? '').trim();
		if (userId === '') throw new LoginFailed('The User ID is missing in the credential');
		const token = userToken(String(credentials.privateKey ?? ''), {
			projectId: projectIdOf(credentials),
			userId,
		});
		return { ...request, headers: { ...others, Authorization: `Bearer ${token}` } };
	};

	test: ICredentialTestRequest = {
		request: {
			baseURL: API_URL,
			url: '=/projects/{{ $credentials.projectId.trim() }}/sdk/me',
			method: 'GET',
		},
		rules: [
			{
				type: 'responseCode',
				properties: {
					value: 401,
					message:
						'Paragon did not accept the user token. Check Project ID and Signing Key: the key has to be the one that was generated for this project last.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 404,
					message: 'Paragon has no such project there. Check Project ID and Deployment.',
				},
			},
			{
				type: 'responseSuccessBody',
				properties: {
					key: 'authenticated',
					value: false,
					message:
						'Paragon knows no such user in this project: let them connect an integration first.',
				},
			},
			// n8n takes rules of both kinds together; its type has each kind alone.
		] as ICredentialTestRequest['rules'],
	};
}
