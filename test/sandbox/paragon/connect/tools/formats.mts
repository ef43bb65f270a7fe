import type { Input, Tool } from './tool.mts';

function jsonSchema({ json, title, subtitle, values }: Input): object {
	return {
		type: json,
		title,
		...(subtitle !== undefined && { description: subtitle }),
		...(values && { enum: values }),
		...(json === 'object' && { additionalProperties: true }),
		...(json === 'array' && { items: { type: 'object', additionalProperties: true } }),
	};
}

/** The schema of a tool's parameters. */
export function parametersOf({ inputs }: Tool): {
	type: 'object';
	properties: Record<string, object>;
	required: string[];
	additionalProperties: false;
} {
	return {
		type: 'object',
		properties: Object.fromEntries(inputs.map((input) => [input.id, jsonSchema(input)])),
		required: inputs.filter(({ required }) => required).map(({ id }) => id),
		additionalProperties: false,
	};
}

/** A tool as language models take it (format `json_schema`). */
export function asFunction(tool: Tool): object {
	const { name, description } = tool;
	return {
		type: 'function',
		function: { name, description, parameters: parametersOf(tool) },
	};
}

/** A tool as the vendor's forms take it (format `paragon`). */
export function asForm({ name, title, inputs }: Tool): object {
	return {
		name,
		title,
		inputs: inputs.map(({ id, title: inputTitle, type, subtitle, required, values }) => ({
			id,
			title: inputTitle,
			type,
			...(subtitle !== undefined && { subtitle }),
			required: required ?? false,
			...(values && { values: values.map((value) => ({ value })) }),
		})),
		output: {},
	};
}
