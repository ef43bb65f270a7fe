import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { INodeProperties, INodePropertyCollection } from 'n8n-workflow';

const root = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));

/** A place in the panel that a value can be given in. */
export interface PanelField {
	/** Where it is in the parameters, with dots between: `additionalFields.description`. */
	key: string;
	property: INodeProperties;
	/** The names an error may call it by: its own, and that of the rows it stands in. */
	labels: string[];
	/** Whether it stands in a row, of which there may be none. */
	inRow: boolean;
}

/** Everything that a node's panel shows for an operation, by the built node's own description. */
export function fieldsOf(
	{ file, name }: { file: string; name: string },
	resource: string,
	operation: string,
): PanelField[] {
	const built = createRequire(join(root, 'package.json'))(join(root, 'dist', 'nodes', file));
	const properties: INodeProperties[] = new built[name]().description.properties;
	return properties
		.filter(({ displayOptions }) => {
			const show = displayOptions?.show ?? {};
			return show.resource?.includes(resource) && show.operation?.includes(operation);
		})
		.flatMap((property) => fieldsIn(property, property.name, [], false));
}

function fieldsIn(
	property: INodeProperties,
	key: string,
	outer: string[],
	inRow: boolean,
): PanelField[] {
	const labels = [...outer, property.displayName];
	if (property.type === 'notice' || property.name === 'operation') return [];
	if (property.type === 'collection') {
		return (property.options as INodeProperties[]).flatMap((inner) =>
			fieldsIn(inner, `${key}.${inner.name}`, outer, inRow),
		);
	}
	if (property.type !== 'fixedCollection') return [{ key, property, labels, inRow }];
	return (property.options as INodePropertyCollection[]).flatMap(({ name, values }) =>
		[0, 1].flatMap((row) =>
			values.flatMap((inner) =>
				fieldsIn(inner, `${key}.${name}.${row}.${inner.name}`, labels, true),
			),
		),
	);
}

/** Parameters in which each of these places takes its value from the item's JSON, by the key. */
export function parametersFor(fields: readonly PanelField[]): Record<string, unknown> {
	const parameters: Record<string, any> = {};
	for (const { key, property } of fields) {
		const expression = `={{ $json[${JSON.stringify(key)}] }}`;
		const value =
			property.type === 'resourceLocator'
				? { __rl: true, mode: 'id', value: expression }
				: expression;
		const path = key.split('.');
		const last = path.pop()!;
		let place = parameters;
		for (const [index, part] of path.entries()) {
			const next = path[index + 1] ?? last;
			place = place[part] ??= /^\d+$/.test(next) ? [] : {};
		}
		place[last] = value;
	}
	return parameters;
}
