import { NodeConnectionTypes } from 'n8n-workflow';
import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';

import { onDemand } from '../core/onDemand';
import { PROPERTIES } from './Paragon.properties';

const lookups = async () => await import('./lookups');

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
		properties: PROPERTIES,
	};

	methods = {
		listSearch: {
			searchIntegrationCredentials: onDemand(
				async () => (await lookups()).searchIntegrationCredentials,
			),
			searchIntegrations: onDemand(async () => (await lookups()).searchIntegrations),
			searchOrganizations: onDemand(async () => (await lookups()).searchOrganizations),
			searchProjects: onDemand(async () => (await lookups()).searchProjects),
			searchTeams: onDemand(async () => (await lookups()).searchTeams),
		},
		loadOptions: {
			getRedirectUrl: onDemand(async () => (await lookups()).getRedirectUrl),
		},
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const { run } = await import('./run');
		return await run(this);
	}
}
