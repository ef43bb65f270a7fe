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
import { integration } from './integration/resource';
import * as lookups from './lookups';
import { organization } from './organization/resource';
import { project } from './project/resource';
import { team } from './team/resource';
import { PARAGON } from './vendor';

const RESOURCES = [integrationCredential, integration, organization, project, team];

export class Paragon implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Paragon',
		name: 'paragon',
		icon: { light: 'file:../../icons/paragon.svg', dark: 'file:../../icons/paragon.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Administer the OAuth credentials of the integrations of Paragon',
		defaults: { name: 'Paragon' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'paragonApi', required: true }],
		sensitiveOutputFields: ['secret'],
		properties: panelOf(RESOURCES, PARAGON.limits),
	};

	methods = {
		listSearch: {
			searchIntegrationCredentials: lookups.searchIntegrationCredentials,
			searchIntegrations: lookups.searchIntegrations,
			searchOrganizations: lookups.searchOrganizations,
			searchProjects: lookups.searchProjects,
			searchTeams: lookups.searchTeams,
		},
		loadOptions: {
			getRedirectUrl: lookups.getRedirectUrl,
		},
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runNode(this, PARAGON, RESOURCES);
	}
}
