import type { IDataObject } from 'n8n-workflow';

import { InvalidInput, Refused } from '../../core/errors';
import { parsed } from '../../core/jsonField';
import { sharedListings } from '../../core/listing';
import type { Lists, Stored } from '../../core/store';
import type { Gateway } from './gateway';
import { toldIfLost } from './uncertain';

/** A parameter of a tool, as a JSON Schema. */
export interface ParameterSchema {
	type?: string | string[];
	title?: string;
	description?: string;
	enum?: Array<string | number>;
	default?: unknown;
	/** Several forms that it may have, each by a schema. */
	anyOf?: ParameterSchema[];
	oneOf?: ParameterSchema[];
}

/** A tool of ActionKit. */
export interface Tool extends Stored {
	/** Its name, such as JIRA_CREATE_ISSUE. */
	id: string;
	integration: string;
	description?: string;
	parameters?: {
		properties?: Record<string, ParameterSchema> | null;
		required?: string[] | null;
	} | null;
}

interface ToolList {
	/** By the older name of the call: `actions`. */
	tools?: Record<string, Array<{ function: Omit<Tool, 'id' | 'integration'> & { name: string } }>>;
	actions?: ToolList['tools'];
}

export interface ToolQuery {
	integration?: string;
	/** Also tools of integrations that the user has not connected. */
	all?: boolean;
}

/** The tools that ActionKit has for one connected user, for one run of a node. */
export class ToolStore implements Lists<Tool, ToolQuery> {
	constructor(private readonly gateway: Gateway) {}

	readonly list = sharedListings<Tool, ToolQuery>((query) => this.fetchAll(query));

	/** @throws Refused of status 404, naming those that are alike */
	async get(name: string): Promise<Tool> {
		const [integration = ''] = name.toLowerCase().split('_');
		const alike: string[] = [];
		for await (const tool of this.list({})) {
			if (tool.id === name) return tool;
			if (tool.integration.startsWith(integration)) alike.push(tool.id);
		}
		throw new Refused({
			status: 404,
			message: `This user has no tool ${name}${alike.length > 0 ? `; there are ${alike.join(', ')}` : ''}`,
			help: 'Pick it from the list. Tools of an integration are there once the user has connected it.',
		});
	}

	/**
	 * What the app has answered last.
	 *
	 * @throws UncertainOutcome when the answer is lost
	 */
	async run(name: string, parameters: IDataObject): Promise<unknown> {
		const sent = this.gateway.request<unknown>({
			method: 'POST',
			host: 'actionkit',
			path: '/tools',
			body: { tool: name, parameters },
		});
		return await toldIfLost(`The tool ${name}`, sent);
	}

	private async *fetchAll({ integration, all }: ToolQuery): AsyncGenerator<Tool> {
		const body = await this.gateway.request<ToolList>({
			method: 'GET',
			host: 'actionkit',
			path: '/tools',
			query: {
				format: 'json_schema',
				...(integration && { integrations: integration }),
				...(all && { limit_to_available: false }),
			},
			isUsable: ({ tools, actions }) => typeof (tools ?? actions) === 'object',
		});
		for (const [app, tools] of Object.entries(body.tools ?? body.actions ?? {})) {
			// A tool that is not there yet may be listed by its integration alone.
			for (const { function: tool } of tools ?? []) {
				const { name, ...rest } = tool;
				yield { ...rest, id: name, integration: app };
			}
		}
	}
}

/**
 * The parameters of a tool, each in the type that its schema asks for.
 *
 * @throws InvalidInput naming the parameter
 */
export function typed(tool: Tool, given: IDataObject): IDataObject {
	const { id } = tool;
	const { properties, required } = parametersOf(tool);
	for (const name of required) {
		if (given[name] === undefined || given[name] === null || given[name] === '') {
			throw new InvalidInput(properties[name]?.title ?? name, `is missing: ${id} needs it`);
		}
	}
	const entries = Object.entries(given)
		.filter(([name, value]) => !isAbsent(properties[name], value))
		.map(([name, value]) => [name, ofType(name, properties[name], value)]);
	return Object.fromEntries(entries) as IDataObject;
}

/** What a tool's schema says of its parameters, as far as it says anything. */
export const parametersOf = ({ parameters }: Tool) => ({
	properties: parameters?.properties ?? {},
	required: parameters?.required ?? [],
});

/** All types that a value may have, null left out. */
export function typesOf(schema: ParameterSchema | undefined): string[] {
	const { type = [], anyOf = [], oneOf = [] } = schema ?? {};
	const types = [...[type].flat(), ...[...anyOf, ...oneOf].flatMap(typesOf)];
	return types.filter((each) => each !== 'null');
}

const isText = (schema: ParameterSchema | undefined) =>
	typesOf(schema).length === 0 || typesOf(schema).includes('string');

/** What the panel leaves empty; of texts an empty one is a value as well. */
const isAbsent = (schema: ParameterSchema | undefined, value: unknown) =>
	value === undefined ||
	value === null ||
	(typeof value === 'string' && value.trim() === '' && !isText(schema));

function ofType(name: string, schema: ParameterSchema | undefined, value: unknown): unknown {
	if (typeof value !== 'string' || isText(schema)) return value;
	const types = typesOf(schema);
	if (types.includes('number') || types.includes('integer')) {
		const number = Number(value);
		const whole = !types.includes('number');
		if (whole ? Number.isInteger(number) : Number.isFinite(number)) return number;
		const kind = whole ? 'whole number' : 'number';
		throw new InvalidInput(schema?.title ?? name, `'${value}' is not a ${kind}`);
	}
	if (types.includes('boolean')) {
		if (value === 'true' || value === 'false') return value === 'true';
		throw new InvalidInput(schema?.title ?? name, `'${value}' is neither true nor false`);
	}
	const json = parsed(value);
	if (json === undefined) throw new InvalidInput(schema?.title ?? name, 'is not valid JSON');
	return json;
}
