import { Ajv, type ValidateFunction } from 'ajv';
import { ApiError } from '../../errors.mts';
import { one } from '../../zeus/lists.mts';
import { ok, type ConnectAnswer, type ConnectCall, type ConnectOperation } from '../call.mts';
import { credentialFor, credentialsOf, integrationByType } from '../credentials.mts';
import { checkPermission } from '../permissions.mts';
import { describedError } from '../proxy.mts';
import { asForm, asFunction, parametersOf } from './formats.mts';
import { jiraTools } from './jiraTools.mts';
import { slackTools } from './slackTools.mts';
import { asker, ToolRefused, type Tool } from './tool.mts';

/** Tools by integration, and what the integrations are for. */
const TOOLS: Readonly<Record<string, readonly Tool[]>> = { jira: jiraTools, slack: slackTools };
const CATEGORIES: Readonly<Record<string, readonly string[]>> = {
	jira: ['project_management', 'ticketing'],
	slack: ['messaging'],
};
const FORMATS = { json_schema: asFunction, paragon: asForm } as const;

/** The values of a list in the query; undefined when it isn't there. */
export function listOf({ query }: ConnectCall, name: string): string[] | undefined {
	const text = one(query, name);
	return text === undefined || text === '' ? undefined : text.split(',').map((each) => each.trim());
}

/** Errors of integrations whose account doesn't work any more. */
export function listErrors({ world, user }: ConnectCall, types: readonly string[]): object {
	const errors = types.flatMap((type) => {
		const integration = integrationByType(world, user.projectId, type);
		const [broken] = integration
			? credentialsOf(world, user, integration.id).filter(({ status }) => status === 'INVALID')
			: [];
		return broken ? [{ type, message: 'Integration not enabled for user.' }] : [];
	});
	return errors.length > 0 || world.behaviour.emptyListErrors === 'shown' ? { errors } : {};
}

/** Whether the user has an account of an integration that works. */
export function isAvailable({ world, user }: ConnectCall, type: string): boolean {
	const integration = integrationByType(world, user.projectId, type);
	return (
		integration?.isActive === true &&
		credentialsOf(world, user, integration.id).some(({ status }) => status === 'VALID')
	);
}

function list(call: ConnectCall, member: string): ConnectAnswer {
	const { query, world } = call;
	const format = one(query, 'format') ?? 'json_schema';
	if (!Object.hasOwn(FORMATS, format)) {
		throw new ApiError('wrongParameters', { message: `Unknown format "${format}".` });
	}
	const wanted = listOf(call, 'integrations');
	const categories = listOf(call, 'categories');
	const limited = one(query, 'limit_to_available') !== 'false';
	const types = Object.keys(TOOLS).filter(
		(type) =>
			(wanted?.includes(type) ?? true) &&
			(categories === undefined || CATEGORIES[type]!.some((each) => categories.includes(each))),
	);
	const available = types.filter((type) =>
		limited ? isAvailable(call, type) : integrationByType(world, call.project.id, type)?.isActive,
	);
	const view = FORMATS[format as keyof typeof FORMATS];
	return ok({
		[member]: Object.fromEntries(available.map((type) => [type, TOOLS[type]!.map(view)])),
		...listErrors(call, types),
	});
}

const ajv = new Ajv({ strict: false, allErrors: true });
const checks = new Map<string, ValidateFunction>();

/** @throws ApiError 400 when the parameters don't fit the tool's schema */
function checkParameters(tool: Tool, parameters: unknown): void {
	let check = checks.get(tool.name);
	if (!check) checks.set(tool.name, (check = ajv.compile(parametersOf(tool))));
	if (check(parameters)) return;
	throw new ApiError('wrongParameters', {
		message: `Invalid parameters for ${tool.name}: ${ajv.errorsText(check.errors, { dataVar: 'parameters' })}`,
		meta: { tool: tool.name },
	});
}

function passed({
	status,
	text,
	headers,
}: {
	status: number;
	text: string;
	headers: Record<string, string>;
}): ConnectAnswer {
	const type = headers['content-type'];
	// There is always a body to read, even where the provider gave none.
	if (text === '') return ok({});
	return { status, body: text, ...(type !== undefined && { headers: { 'content-type': type } }) };
}

async function run(call: ConnectCall): Promise<ConnectAnswer> {
	const { world, claims, project } = call;
	const body = (typeof call.body === 'object' && call.body !== null ? call.body : {}) as Record<
		string,
		unknown
	>;
	const name = body.tool ?? body.action;
	const [type, tools] =
		Object.entries(TOOLS).find(([, own]) => own.some((each) => each.name === name)) ?? [];
	const tool = tools?.find((each) => each.name === name);
	const integration = type === undefined ? undefined : integrationByType(world, project.id, type);
	if (!tool || !integration) {
		throw new ApiError('toolNotFound', { meta: { tool: name ?? null } });
	}
	const credential = credentialFor(call, integration);
	checkPermission(world, claims, 'actionkit', { integration: type!, credentialId: credential.id });
	const { parameters = {} } = body;
	checkParameters(tool, parameters);
	try {
		const answer = await tool.run(
			parameters as Record<string, unknown>,
			asker(world, integration, credential),
		);
		return passed({ ...answer, status: 200 });
	} catch (error) {
		if (!(error instanceof ToolRefused)) throw error;
		return world.behaviour.toolErrors === 'described'
			? describedError(error.answer)
			: passed(error.answer);
	}
}

/** ActionKit's tools, by their new and by their old name. */
export const toolOperations: ConnectOperation[] = ['tools', 'actions'].flatMap((member) => {
	const path = `/projects/:projectId/${member}`;
	return [
		{ method: 'GET', path, handle: (call: ConnectCall) => list(call, member) },
		{ method: 'POST', path, handle: run },
	];
});
