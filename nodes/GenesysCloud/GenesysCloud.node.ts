import { NodeConnectionTypes } from 'n8n-workflow';
import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';

import { onDemand } from '../core/onDemand';
import { PROPERTIES } from './GenesysCloud.properties';

const lookups = async () => await import('./lookups');

export class GenesysCloud implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Genesys Cloud',
		name: 'genesysCloud',
		icon: {
			light: 'file:../../icons/genesysCloud.svg',
			dark: 'file:../../icons/genesysCloud.dark.svg',
		},
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Administer the OAuth clients and integration credentials of Genesys Cloud',
		defaults: { name: 'Genesys Cloud' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'genesysCloudOAuth2Api', required: true }],
		sensitiveOutputFields: ['secret', 'credentialFields'],
		properties: PROPERTIES,
	};

	methods = {
		listSearch: {
			searchOAuthClients: onDemand(async () => (await lookups()).searchOAuthClients),
			searchIntegrationCredentials: onDemand(
				async () => (await lookups()).searchIntegrationCredentials,
			),
			searchOAuthClientCredentials: onDemand(
				async () => (await lookups()).searchOAuthClientCredentials,
			),
			searchRoles: onDemand(async () => (await lookups()).searchRoles),
			searchDivisions: onDemand(async () => (await lookups()).searchDivisions),
		},
		loadOptions: {
			getScopes: onDemand(async () => (await lookups()).getScopes),
			getCredentialTypes: onDemand(async () => (await lookups()).getCredentialTypes),
		},
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const { run } = await import('./run');
		return await run(this);
	}
}
