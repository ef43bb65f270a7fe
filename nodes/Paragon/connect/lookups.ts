import type {
	ILoadOptionsFunctions,
	INodeListSearchResult,
	ResourceMapperFields,
} from 'n8n-workflow';

import type { Client } from '../../core/client';
import { InvalidInput } from '../../core/errors';
import { readLocator, readRequiredLocator } from '../../core/locator';
import type { Locator } from '../../core/locator';
import { byName, lookUp } from '../../core/lookup';
import { containsText } from '../../core/nameFilter';
import { ISSUE_TYPE, PROJECT } from '../jira/fields';
import { keyOf } from '../jira/issueKey';
import { JiraStore } from '../jira/store';
import type { FieldMeta } from '../jira/values';
import { Gateway } from './gateway';
import { fromMeta, fromSchema } from './mapperFields';
import { TOOL } from './toolResource';
import { parametersOf, ToolStore } from './tools';
import { TRIGGER } from './triggerPanel';
import { Triggers } from './triggers';
import { PARAGON_CONNECT } from './vendor';

/** Projects of Jira; chosen by key, which people know. */
export async function searchJiraProjects(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await lookUp(this, PARAGON_CONNECT, async (client) => {
		const results = [];
		for await (const { key, name } of jiraOf(this, client).projects()) {
			if (containsText(filter, name, key)) results.push({ name: `${name} (${key})`, value: key });
		}
		return { results: results.sort(byName) };
	});
}

/** The types of issue that the chosen project has. */
export async function searchIssueTypes(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await lookUp(this, PARAGON_CONNECT, async (client) => {
		const types = await jiraOf(this, client).issueTypes(chosen(this, PROJECT));
		const results = types
			.filter(({ name }) => containsText(filter, name))
			.map(({ id, name }) => ({ name, value: id }));
		return { results: results.sort(byName) };
	});
}

/** Who can be given issues of the chosen project, or the issue that is to be changed. */
export async function searchAssignees(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	return await lookUp(this, PARAGON_CONNECT, async (client) => {
		const project = readLocator(PROJECT, fixed(this, PROJECT.name));
		const issueKey = fixed(this, 'issueKey');
		if (project === undefined && !issueKey) {
			throw new InvalidInput(
				'Assignee',
				'can be listed for a project or an issue only, and neither is known yet',
				'Choose it, or give the assignee by account ID.',
			);
		}
		const where = project === undefined ? { issueKey: keyOf(issueKey) } : { project };
		const users = await jiraOf(this, client).assignees(where, filter);
		const results = users.map(({ accountId, displayName }) => ({
			name: displayName ?? accountId,
			value: accountId,
		}));
		return { results: results.sort(byName) };
	});
}

/** Fields that have parameters of their own. */
const OWN = [
	'project',
	'issuetype',
	'summary',
	'description',
	'assignee',
	'labels',
	'parent',
	'priority',
];

/** The other fields that an issue of the chosen type is created with. */
export async function getIssueFields(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	return await lookUp(this, PARAGON_CONNECT, async (client) => {
		const jira = jiraOf(this, client);
		const metas = await jira.createFields(chosen(this, PROJECT), chosen(this, ISSUE_TYPE));
		return {
			fields: metas.filter(isOther).map(fromMeta),
			emptyFieldsNotice: 'This type of issue has no other fields.',
		};
	});
}

/** The other fields that the issue in hand can be changed in; none of them has to be given. */
export async function getEditFields(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	return await lookUp(this, PARAGON_CONNECT, async (client) => {
		const issueKey = fixed(this, 'issueKey');
		if (!issueKey) {
			throw new InvalidInput(
				'Other Fields',
				'can be listed for an issue only, and none is known yet',
				'Give the issue key, or one of a like issue until the fields are listed. Other Fields (JSON) under Update Fields needs none.',
			);
		}
		const metas = await jiraOf(this, client).editFields(keyOf(issueKey));
		return {
			fields: metas.filter(isOther).map((meta) => ({ ...fromMeta(meta), required: false })),
			emptyFieldsNotice: 'This issue has no other fields that can be changed.',
		};
	});
}

/** Whether a field is set by its ID, and not in a way of its own. */
const isOther = ({ fieldId, schema, operations }: FieldMeta) =>
	!OWN.includes(fieldId) && schema?.items !== 'attachment' && (operations?.includes('set') ?? true);

/** The tools that the user has. */
export async function searchTools(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await lookUp(this, PARAGON_CONNECT, async (client) => {
		const results = [];
		for await (const { id, description } of new ToolStore(gatewayOf(this, client)).list({})) {
			if (containsText(filter, id, description)) results.push({ name: id, value: id, description });
		}
		return { results: results.sort(byName) };
	});
}

/** The parameters of the chosen tool, from its schema. */
export async function getToolParameters(
	this: ILoadOptionsFunctions,
): Promise<ResourceMapperFields> {
	return await lookUp(this, PARAGON_CONNECT, async (client) => {
		const tool = await new ToolStore(gatewayOf(this, client)).get(chosen(this, TOOL));
		const { properties, required } = parametersOf(tool);
		return {
			fields: Object.entries(properties).map(([id, schema]) =>
				fromSchema(id, schema, required.includes(id)),
			),
			emptyFieldsNotice: 'This tool has no parameters.',
		};
	});
}

/** The triggers of all integrations that the user has connected. */
export async function searchTriggers(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await lookUp(this, PARAGON_CONNECT, async (client) => {
		const definitions = await new Triggers(gatewayOf(this, client)).definitions();
		const results = definitions
			.map(({ integration, type, title, description }) => ({
				name: `${integration}: ${title ?? type}`,
				value: `${integration} ${type}`,
				description,
			}))
			.filter(({ name, value }) => containsText(filter, name, value));
		return { results: results.sort(byName) };
	});
}

/** The parameters of the chosen trigger. */
export async function getTriggerParameters(
	this: ILoadOptionsFunctions,
): Promise<ResourceMapperFields> {
	return await lookUp(this, PARAGON_CONNECT, async (client) => {
		const value = chosen(this, TRIGGER);
		const definitions = await new Triggers(gatewayOf(this, client)).definitions();
		const found = definitions.find(({ integration, type }) =>
			[`${integration} ${type}`, type].includes(value),
		);
		return {
			fields: (found?.parameters ?? []).map(({ id, title, label, required }) =>
				fromSchema(id, { title: title ?? label }, required === true),
			),
			emptyFieldsNotice: 'This trigger has no parameters.',
		};
	});
}

const jiraOf = (context: ILoadOptionsFunctions, client: Client) =>
	new JiraStore(gatewayOf(context, client));

/** While it is an expression, the credential's own user fills the lists. */
function gatewayOf(context: ILoadOptionsFunctions, client: Client): Gateway {
	const userId = fixed(context, 'userId');
	return new Gateway(client, typeof userId === 'string' && userId !== '' ? userId : undefined);
}

/** What a parameter holds; of an expression, which is worth nothing before a run, nothing. */
function fixed(context: ILoadOptionsFunctions, name: string): unknown {
	const given = context.getCurrentNodeParameter(name);
	return isExpression(given) ? undefined : given;
}

function isExpression(given: unknown): boolean {
	const isLocator = typeof given === 'object' && given !== null && 'value' in given;
	const value: unknown = isLocator ? given.value : given;
	return typeof value === 'string' && value.startsWith('=');
}

function chosen(context: ILoadOptionsFunctions, locator: Locator): string {
	const given = context.getCurrentNodeParameter(locator.name);
	if (!isExpression(given)) return readRequiredLocator(locator, given);
	throw new InvalidInput(
		locator.displayName,
		'is an expression, which has no value before a run',
		'Pick a fixed one until what depends on it is chosen.',
	);
}
