import { NodeConnectionTypes } from 'n8n-workflow';
import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';

import { panelOf } from '../core/resource';
import { runNode } from '../core/run';
import { apiRequest } from './connect/apiResource';
import * as lookups from './connect/lookups';
import { tool } from './connect/toolResource';
import { connectedUser } from './connect/userResource';
import { PARAGON_CONNECT } from './connect/vendor';
import { issue } from './jira/issueResource';
import { jiraProject } from './jira/projectResource';

const RESOURCES = [issue, jiraProject, apiRequest, connectedUser, tool];

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
		properties: panelOf(RESOURCES, PARAGON_CONNECT.limits),
	};

	methods = {
		listSearch: {
			searchAssignees: lookups.searchAssignees,
			searchIssueTypes: lookups.searchIssueTypes,
			searchJiraProjects: lookups.searchJiraProjects,
			searchTools: lookups.searchTools,
		},
		resourceMapping: {
			getEditFields: lookups.getEditFields,
			getIssueFields: lookups.getIssueFields,
			getToolParameters: lookups.getToolParameters,
		},
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runNode(this, PARAGON_CONNECT, RESOURCES);
	}
}
