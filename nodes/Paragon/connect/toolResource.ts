import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { InvalidInput } from '../../core/errors';
import { flag, kindOf, text } from '../../core/fields';
import { readRequiredLocator, locatorProperty } from '../../core/locator';
import type { Locator } from '../../core/locator';
import { containsText, NAME_CONTAINS } from '../../core/nameFilter';
import type { Operation } from '../../core/operation';
import { getMany } from '../../core/operations/getMany';
import type { Resource } from '../../core/resource';
import { Gateway } from './gateway';
import { outputsOf } from './outputs';
import { typed, ToolStore } from './tools';
import { ON_BEHALF } from './user';

export const TOOL: Locator = {
	name: 'tool',
	displayName: 'Tool',
	description: 'What is to be done, one of the tools that Paragon has for the app',
	searchMethod: 'searchTools',
	pattern: /^[A-Z0-9_]+$/i,
	patternInWords: 'the name of a tool such as JIRA_CREATE_ISSUE',
	placeholder: 'JIRA_CREATE_ISSUE',
};

const PARAMETERS: INodeProperties = {
	displayName: 'Parameters',
	name: 'parameters',
	type: 'resourceMapper',
	default: { mappingMode: 'defineBelow', value: null },
	noDataExpression: true,
	description: 'What the tool needs, as Paragon describes it',
	typeOptions: {
		loadOptionsDependsOn: ['tool.value'],
		resourceMapper: {
			resourceMapperMethod: 'getToolParameters',
			mode: 'add',
			fieldWords: { singular: 'parameter', plural: 'parameters' },
			addAllFields: true,
			multiKeyMatch: false,
			supportAutoMap: false,
		},
	},
};

/** Run: one tool for each item. */
function run(): Operation<Pick<ToolStore, 'get' | 'run'>> {
	return {
		value: 'run',
		name: 'Run',
		action: 'Run a tool',
		description: 'Do something in a connected app',
		properties: [locatorProperty(TOOL), PARAMETERS],
		read(parameters) {
			const name = readRequiredLocator(TOOL, parameters.get(TOOL.name));
			const given = mapped(parameters.get(PARAMETERS.name));
			return async (store) => {
				const tool = await store.get(name);
				return outputsOf(await store.run(name, typed(tool, given)));
			};
		},
	};
}

/** What a resource mapper holds. */
export function mapped(raw: unknown): IDataObject {
	if (raw === undefined || raw === null || raw === '') return {};
	if (typeof raw !== 'object' || Array.isArray(raw)) {
		throw new InvalidInput(PARAMETERS.displayName, `expected parameters, got ${kindOf(raw)}`);
	}
	const { mappingMode, value } = raw as { mappingMode?: unknown; value?: unknown };
	return ((mappingMode === undefined ? raw : value) ?? {}) as IDataObject;
}

/** Tools of ActionKit: ready-made actions in the apps that a user has connected. */
export const tool: Resource<ToolStore, string | undefined> = {
	name: 'Tool',
	value: 'tool',
	scope: ON_BEHALF,
	open: (client, userId) => new ToolStore(new Gateway(client, userId)),
	operations: [
		getMany(
			{
				plural: 'tools',
				simplify: ({ id, integration, description }) => ({ id, integration, description }),
				withoutSecrets: (stored) => stored,
			},
			{
				fields: {
					nameContains: NAME_CONTAINS,
					integration: text({
						displayName: 'Integration',
						type: 'string',
						default: '',
						placeholder: 'e.g. jira',
						description: 'Only tools of this integration',
					}),
					includeUnconnected: flag({
						displayName: 'Include Unconnected',
						type: 'boolean',
						default: false,
						description:
							'Whether to return tools of integrations that the user has not connected, too',
					}),
				},
				query: ({ integration, includeUnconnected }) => ({
					...(integration && { integration }),
					...(includeUnconnected && { all: true }),
				}),
				matches: ({ id }, { nameContains }) => containsText(nameContains, id),
			},
		),
		run(),
	],
};
