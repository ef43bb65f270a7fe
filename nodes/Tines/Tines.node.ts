import { NodeConnectionTypes } from 'n8n-workflow';
import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';

import { onDemand } from '../core/onDemand';
import { PROPERTIES } from './Tines.properties';

const lookups = async () => await import('./lookups');

export class Tines implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Tines',
		name: 'tines',
		icon: { light: 'file:../../icons/tines.svg', dark: 'file:../../icons/tines.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Administer the credentials of Tines, such as OAuth 2.0 clients of other apps',
		defaults: { name: 'Tines' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'tinesApi', required: true }],
		properties: PROPERTIES,
	};

	methods = {
		listSearch: {
			searchCredentials: onDemand(async () => (await lookups()).searchCredentials),
			searchFolders: onDemand(async () => (await lookups()).searchFolders),
			searchTeams: onDemand(async () => (await lookups()).searchTeams),
		},
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const { run } = await import('./run');
		return await run(this);
	}
}
