import { NodeConnectionTypes } from 'n8n-workflow';
import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';

import { panelOf } from '../core/resource';
import { runNode } from '../core/run';
import { credential } from './credential/resource';
import { folder } from './folder/resource';
import * as lookups from './lookups';
import { team } from './team/resource';
import { TINES } from './vendor';

const RESOURCES = [credential, folder, team];

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
		properties: panelOf(RESOURCES, TINES.limits),
	};

	methods = {
		listSearch: {
			searchCredentials: lookups.searchCredentials,
			searchFolders: lookups.searchFolders,
			searchTeams: lookups.searchTeams,
		},
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runNode(this, TINES, RESOURCES);
	}
}
