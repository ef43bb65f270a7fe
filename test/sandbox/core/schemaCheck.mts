import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import addFormatsModule from 'ajv-formats';
import type { SchemaFault } from './contract.mts';

export type JsonSchema = Record<string, unknown>;

/** `selfUri` and its kin are relative, though descriptions call them `uri`. */
const URI_REFERENCE = /^[^\s<>"{}|\\^`]*$/;
const INTERVAL = /^\S+\/\S+$/;
/** One broken list would otherwise give a message for each of its entities. */
const FAULTS_SHOWN = 20;

// The package's CommonJS default export is the function itself or a namespace around it, by loader.
const addFormats =
	typeof addFormatsModule === 'function'
		? addFormatsModule
		: (addFormatsModule as unknown as { default: (ajv: Ajv) => void }).default;

/**
 * Objects that list their members allow no others: a misspelt or invented field has to be noticed,
 * which plain descriptions don't ask for.
 */
export function closed(schema: unknown): unknown {
	if (Array.isArray(schema)) return schema.map(closed);
	if (typeof schema !== 'object' || schema === null) return schema;
	const copy: JsonSchema = {};
	for (const [name, member] of Object.entries(schema)) {
		copy[name] =
			name === 'properties'
				? Object.fromEntries(
						Object.entries(member as JsonSchema).map(([key, value]) => [key, closed(value)]),
					)
				: closed(member);
	}
	if (copy.properties && copy.additionalProperties === undefined) copy.additionalProperties = false;
	return copy;
}

/** Compiles schemas that refer to each other by `#/definitions/…`, each once. */
export class SchemaCheck {
	#ajv: Ajv;
	#compiled = new Map<string, ValidateFunction>();

	/** @param definitions Swagger 2.0 definitions or the like, by name */
	constructor(definitions: JsonSchema) {
		this.#ajv = new Ajv({ strict: false, allErrors: true, verbose: true });
		addFormats(this.#ajv);
		this.#ajv.addFormat('uri', URI_REFERENCE);
		this.#ajv.addFormat('interval', INTERVAL);
		this.#ajv.addSchema({ $id: 'api', definitions: closed(definitions) });
	}

	/** The faults of `value` by `schema`; `key` names the schema among the compiled ones. */
	faults(key: string, schema: unknown, value: unknown): SchemaFault[] {
		let validate = this.#compiled.get(key);
		if (!validate) {
			validate = this.#ajv.compile(withBase(closed(schema)) as JsonSchema);
			this.#compiled.set(key, validate);
		}
		return validate(value) ? [] : (validate.errors ?? []).slice(0, FAULTS_SHOWN).map(toFault);
	}
}

function withBase(schema: unknown): unknown {
	return JSON.parse(
		JSON.stringify(schema).replaceAll('"#/definitions/', '"api#/definitions/'),
	) as unknown;
}

function toFault({ instancePath, message, params, data }: ErrorObject): SchemaFault {
	const detail = 'additionalProperty' in params ? ` '${String(params.additionalProperty)}'` : '';
	return { at: instancePath, message: `${message ?? 'is not valid'}${detail}`, value: data };
}
