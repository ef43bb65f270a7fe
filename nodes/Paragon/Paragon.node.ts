import { NodeConnectionTypes } from 'n8n-workflow';
import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';

import { onDemand } from '../core/onDemand';
import { PROPERTIES } from './Paragon.properties';

const LOOKUPS = async () => await import('./lookups');

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
		listSearch: onDemand(LOOKUPS, [
			'searchIntegrationCredentials',
			'searchIntegrations',
			'searchOrganizations',
			'searchProjects',
			'searchTeams',
		]),
		loadOptions: onDemand(LOOKUPS, ['getRedirectUrl']),
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const { run } = await import('./run');
		return await run(this);
	}
}
