import { NodeConnectionTypes } from 'n8n-workflow';
import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';

import { panelOf } from '../core/resource';
import { runNode } from '../core/run';
import { integrationCredential } from './integrationCredential/resource';
import * as lookups from './lookups';
import { oauthClient } from './oauthClient/resource';
import { GENESYS_CLOUD } from './vendor';

const RESOURCES = [oauthClient, integrationCredential];

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
		properties: panelOf(RESOURCES, GENESYS_CLOUD.limits),
	};

	methods = {
		listSearch: {
			searchOAuthClients: lookups.searchOAuthClients,
			searchIntegrationCredentials: lookups.searchIntegrationCredentials,
			searchOAuthClientCredentials: lookups.searchOAuthClientCredentials,
			searchRoles: lookups.searchRoles,
			searchDivisions: lookups.searchDivisions,
		},
		loadOptions: {
			getScopes: lookups.getScopes,
			getCredentialTypes: lookups.getCredentialTypes,
		},
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runNode(this, GENESYS_CLOUD, RESOURCES);
	}
}
