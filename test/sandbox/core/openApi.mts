import type { Describer, SchemaFault } from './contract.mts';
import { SchemaCheck, type JsonSchema } from './schemaCheck.mts';

interface SwaggerOperation {
	responses: Record<string, { schema?: JsonSchema }>;
}

/** The parts of a Swagger 2.0 document that answers are checked by. */
export interface SwaggerDocument {
	paths: Record<string, Record<string, SwaggerOperation>>;
	definitions: JsonSchema;
}

/**
 * Judges answers by a Swagger 2.0 document: the status has to be declared (or `default`), the body
 * has to fit the schema of that status.
 * @param errorDefinition name of the definition every error body follows
 */
export function describedByOpenApi(document: SwaggerDocument, errorDefinition: string): Describer {
	const check = new SchemaCheck(document.definitions);
	const find = (method: string, path: string): SwaggerOperation | undefined =>
		document.paths[path]?.[method.toLowerCase()];
	const errorFaults = (body: unknown): SchemaFault[] =>
		check.faults('error', { $ref: `#/definitions/${errorDefinition}` }, body);

	return {
		source: 'api-description',
		knows: (method, path) => find(method, path) !== undefined,
		errorFaults,
		faults(method, path, status, body) {
			const operation = find(method, path);
			const declared = operation?.responses[String(status)] ?? operation?.responses.default;
			if (!declared) return [{ at: '', message: `status ${status} is not declared` }];
			if (declared.schema) {
				const key = `${method} ${path} ${status in operation!.responses ? status : 'default'}`;
				return check.faults(key, declared.schema, body);
			}
			if (status >= 400 && body !== undefined) return errorFaults(body);
			return body === undefined ? [] : [{ at: '', message: 'a body where none is described' }];
		},
	};
}
