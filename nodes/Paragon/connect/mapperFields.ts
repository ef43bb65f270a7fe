import type { FieldType, INodePropertyOptions, ResourceMapperField } from 'n8n-workflow';

import { isDocument, UNDER } from '../jira/values';
import type { AllowedValue, FieldMeta } from '../jira/values';
import { typesOf } from './tools';
import type { ParameterSchema } from './tools';

/** A field of Jira. Several values are a text with commas: n8n takes a list as JSON only. */
export function fromMeta(meta: FieldMeta): ResourceMapperField {
	const { fieldId, name, required, hasDefaultValue, schema, allowedValues } = meta;
	const isList = schema?.type === 'array';
	const options = isList ? [] : (allowedValues?.flatMap(optionsOf) ?? []);
	const isText = isList || isDocument(meta);
	return {
		id: fieldId,
		displayName: name,
		defaultMatch: false,
		display: true,
		required: required === true && hasDefaultValue !== true,
		type: options.length > 0 ? 'options' : typeOf(isText ? 'string' : (schema?.type ?? 'string')),
		...(options.length > 0 && { options }),
	};
}

/** An option, and those under it. */
function optionsOf({ id, value, name, children = [] }: AllowedValue): INodePropertyOptions[] {
	const own = { name: value ?? name ?? String(id), value: String(id) };
	const under = children.flatMap(optionsOf).map((each) => ({
		name: own.name + UNDER + each.name,
		value: own.value + UNDER + String(each.value),
	}));
	return [own, ...under];
}

/** A parameter of a tool or a trigger. */
export function fromSchema(
	id: string,
	schema: ParameterSchema,
	required: boolean,
): ResourceMapperField {
	const [type = 'string', ...others] = typesOf(schema);
	return {
		id,
		displayName: schema.title ?? id,
		defaultMatch: false,
		display: true,
		required,
		// n8n knows one type for each: of several only text takes them all.
		type: schema.enum ? 'options' : typeOf(others.length > 0 ? 'string' : type),
		...(schema.enum && {
			options: schema.enum.map((value) => ({ name: String(value), value })),
		}),
	};
}

function typeOf(type: string): FieldType {
	const types: Record<string, FieldType> = {
		number: 'number',
		integer: 'number',
		boolean: 'boolean',
		object: 'object',
		array: 'array',
		date: 'dateTime',
		datetime: 'dateTime',
	};
	return types[type] ?? 'string';
}
