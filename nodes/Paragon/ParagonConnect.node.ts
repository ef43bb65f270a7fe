import { NodeConnectionTypes } from 'n8n-workflow';
import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';

import { onDemand } from '../core/onDemand';
import { PROPERTIES } from './ParagonConnect.properties';

const lookups = async () => await import('./connect/lookups');

export class ParagonConnect implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Paragon Connect',
		name: 'paragonConnect',
		icon: { light: 'file:../../icons/paragon.svg', dark: 'file:../../icons/paragon.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Work in Jira and other apps that the users of your app have connected',
		defaults: { name: 'Paragon Connect' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'paragonConnectApi', required: true }],
		properties: PROPERTIES,
	};

	methods = {
		listSearch: {
			searchAssignees: onDemand(async () => (await lookups()).searchAssignees),
			searchIssueTypes: onDemand(async () => (await lookups()).searchIssueTypes),
			searchJiraProjects: onDemand(async () => (await lookups()).searchJiraProjects),
			searchTools: onDemand(async () => (await lookups()).searchTools),
		},
		resourceMapping: {
			getEditFields: onDemand(async () => (await lookups()).getEditFields),
			getIssueFields: onDemand(async () => (await lookups()).getIssueFields),
			getToolParameters: onDemand(async () => (await lookups()).getToolParameters),
		},
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const { run } = await import('./connect/run');
		return await run(this);
	}
}
