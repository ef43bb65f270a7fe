import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Describer, SchemaFault } from '../core/contract.mts';
import { SchemaCheck, type JsonSchema } from '../core/schemaCheck.mts';

/** The API classes of the SDK that hold the operations this stand-in has. */
const API_CLASSES = ['OAuth', 'Tokens', 'Authorization', 'Users', 'Organization', 'Integrations'];
const ERROR_MODEL = 'ErrorBody';

/** One operation as the vendor's SDK calls it. */
interface SdkOperation {
	/** TypeScript type of the answer: `void`, `Models.X`, `Array<Models.X>`. */
	answer: string;
}

/** JSON schema of a type as the SDK's declarations write it. */
export function schemaOfType(type: string): JsonSchema {
	const text = type.trim().replace(/;$/, '');
	const array = /^Array<(.*)>$/s.exec(text);
	if (array?.[1]) return { type: 'array', items: schemaOfType(array[1]) };
	const map = /^\{ ?\[key: string\]: (.*?);? ?\}$/s.exec(text);
	if (map?.[1]) return { type: 'object', additionalProperties: schemaOfType(map[1]) };
	const model = /^Models\.(\w+)$/.exec(text);
	if (model) return { $ref: `#/definitions/${model[1]}` };
	return ['string', 'number', 'boolean', 'object'].includes(text) ? { type: text } : {};
}

/** JSON schema of one model of the SDK's declarations, or undefined when there is no such model. */
export function schemaOfModel(declarations: string, name: string): JsonSchema | undefined {
	const start = declarations.indexOf(`\texport interface ${name} {`);
	if (start < 0) return undefined;
	const body = declarations.slice(start, declarations.indexOf('\n\t}', start));
	const members = [...body.matchAll(/^\t\t"([^"]+)"(\??): (.*)$/gm)];
	return {
		type: 'object',
		properties: Object.fromEntries(
			members.map(([, member = '', , type = '']) => [member, schemaOfType(type)]),
		),
		required: members.filter(([, , optional]) => !optional).map(([, member]) => member),
	};
}

function sdkFolder(): string {
	return dirname(
		createRequire(import.meta.url).resolve('purecloud-platform-client-v2/package.json'),
	);
}

function readOperations(folder: string, declarations: string): Map<string, SdkOperation> {
	const operations = new Map<string, SdkOperation>();
	for (const name of API_CLASSES) {
		const file = join(folder, 'src', 'purecloud-platform-client-v2', 'api', `${name}Api.js`);
		if (!existsSync(file)) continue;
		const calls = readFileSync(file, 'utf8').matchAll(
			/^\t(\w+)\([^)]*\) \{(?:(?!^\t\}).)*?callApi\(\s*'([^']+)',\s*'([A-Z]+)'/gms,
		);
		for (const [, method = '', path = '', verb = ''] of calls) {
			const answer = new RegExp(`\\s${method}\\(.*\\): Promise<(.+)>;`).exec(declarations)?.[1];
			if (answer) operations.set(`${verb} ${path}`, { answer });
		}
	}
	return operations;
}

/** The models that a type needs, directly or through others. */
function definitionsFor(declarations: string, types: Iterable<string>): JsonSchema {
	const definitions: JsonSchema = {};
	const todo = [...types].flatMap((type) => [...type.matchAll(/Models\.(\w+)/g)].map((m) => m[1]!));
	for (let name = todo.pop(); name !== undefined; name = todo.pop()) {
		if (name in definitions) continue;
		const schema = schemaOfModel(declarations, name) ?? {};
		definitions[name] = schema;
		for (const [, next = ''] of JSON.stringify(schema).matchAll(/#\/definitions\/(\w+)/g)) {
			todo.push(next);
		}
	}
	return definitions;
}

/**
 * Judges answers by the models that the vendor's SDK declares: names and types of members. Statuses
 * are not declared there, so any success will do.
 */
export function describedBySdk(): Describer {
	const folder = sdkFolder();
	const declarations = readFileSync(join(folder, 'index.d.ts'), 'utf8');
	const operations = readOperations(folder, declarations);
	const answers = [...operations.values()].map(({ answer }) => answer);
	const check = new SchemaCheck(
		definitionsFor(declarations, [...answers, `Models.${ERROR_MODEL}`]),
	);
	const errorFaults = (body: unknown): SchemaFault[] =>
		check.faults('error', { $ref: `#/definitions/${ERROR_MODEL}` }, body);

	return {
		source: 'sdk-models',
		knows: (method, path) => operations.has(`${method} ${path}`),
		errorFaults,
		faults(method, path, status, body) {
			if (status >= 400) return body === undefined ? [] : errorFaults(body);
			const answer = operations.get(`${method} ${path}`)?.answer ?? 'void';
			if (answer === 'void') {
				return body === undefined ? [] : [{ at: '', message: 'a body where none is described' }];
			}
			return check.faults(answer, schemaOfType(answer), body);
		},
	};
}
