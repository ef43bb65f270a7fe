import type { INodeProperties } from 'n8n-workflow';
import {
	NODES,
	isProperty,
	isShownFor,
	operationsOf,
	optionsOf,
	withInner,
} from './support/nodes.mts';
import type { Option } from './support/nodes.mts';

/** Their names say all there is to say, or their parts do. */
const SELF_EXPLANATORY =
	/^(Resource|Operation|Additional Fields|Update Fields|Filters|Options|Field Name|Name|Type|Value|Put Output File in Field)$/;

/** In an order of their own: from the safest to the most open; from what all need to what few do. */
const ORDERED = ['secretOutput', 'jiraScopes', 'inputFormat', 'matchOn'];

/** Names of what is always secret. */
const SECRET = /secret$|secret_?key$|private_?key$|password$/i;

describe.each(NODES.map((entry) => [entry.node.description.displayName, entry] as const))(
	'%s',
	(_displayName, { node, operations, secrets }) => {
		const { properties } = node.description;
		const everything = properties.flatMap(withInner);
		const byName = everything.map((property) => [property.displayName, property] as const);

		test('there are the resources and operations that the node is known for', () => {
			const shown = operationsOf(node).map(({ resource, operation }) => [
				resource,
				String(operation.value),
			]);
			expect(shown.map((pair) => pair.join(' ')).sort()).toEqual(
				Object.entries(operations)
					.flatMap(([resource, names]) => names.map((name) => `${resource} ${name}`))
					.sort(),
			);
			for (const [resource, name] of shown) {
				const [selector] = properties.filter(
					(property) => property.name === 'operation' && isShownFor(property, { resource }),
				);
				const usual = ['getAll', 'get'].find((one) =>
					operations[resource as string]?.includes(one),
				);
				expect(selector?.default).toBe(usual ?? name);
			}
		});

		test.each(operationsOf(node))(
			'$resource $operation.value is told of and has its parameters',
			({ resource, operation }) => {
				expect(operation.action).toMatch(/^[A-Z][a-z]/);
				expect(operation.description).toMatch(/^[A-Z].*[^.]$/);
				const values = { resource, operation: operation.value };
				const shown = properties.filter((property) => isShownFor(property, values));
				const own = shown.filter(({ name }) => !['resource', 'operation'].includes(name));
				expect(own).not.toEqual([]);
				for (const { displayOptions } of own) {
					expect(displayOptions?.show).toMatchObject({
						resource: [resource],
						operation: [operation.value],
					});
					// n8n looks at conditions in their order, up to one that hangs on an expression.
					expect(Object.keys(displayOptions?.show ?? {}).slice(0, 2)).toEqual([
						'resource',
						'operation',
					]);
				}
				const names = shown.map(({ name }) => name);
				expect(names).toEqual([...new Set(names)]);
				for (const property of own) expectConditionsToBeMet(property, shown, values);
			},
		);

		test.each(byName)('%s has a description', (displayName, { description, type }) => {
			if (type === 'notice' || SELF_EXPLANATORY.test(displayName)) return;
			expect(description).toMatch(/^[A-Z*]/);
			if (type === 'boolean') expect(description).toMatch(/^Whether /);
		});

		test.each(byName)('the default of %s is one that it may have', (_name, property) => {
			const { type, typeOptions, default: given } = property;
			const values = optionsOf(property).map(({ value }) => value);
			if (type === 'options' && !typeOptions?.loadOptionsMethod) {
				expect(values).toContain(given);
			} else if (type === 'resourceLocator') {
				expect(given).toEqual({ mode: 'list', value: '' });
			} else if (type === 'collection' || type === 'fixedCollection') {
				expect(given).toEqual({});
			} else if (type === 'resourceMapper') {
				expect(given).toEqual({ mappingMode: 'defineBelow', value: null });
			} else if (type === 'multiOptions') {
				expect(values).toEqual(expect.arrayContaining(given as unknown[]));
			} else if (type === 'string' && typeOptions?.multipleValues) {
				expect(given).toEqual([]);
			} else if (type === 'number') {
				expect(given).toBeGreaterThanOrEqual(typeOptions?.minValue ?? -Infinity);
				expect(given).toBeLessThanOrEqual(typeOptions?.maxValue ?? Infinity);
			} else if (type === 'json') {
				expect(typeof JSON.parse(String(given))).toBe('object');
			} else {
				expect(typeof given).toBe(type === 'boolean' ? 'boolean' : 'string');
			}
		});

		test('options and the entries of collections are in alphabetical order, names and values once', () => {
			for (const property of everything) {
				const names = (property.options ?? []).map((option: Option) =>
					isProperty(option) ? option.displayName : option.name,
				);
				if (property.type !== 'fixedCollection' && !ORDERED.includes(property.name)) {
					expect([property.displayName, ...names]).toEqual([
						property.displayName,
						...[...names].sort(),
					]);
				}
				expect(new Set(names).size).toBe(names.length);
				const values = optionsOf(property).map(({ value }) => value);
				expect(new Set(values).size).toBe(values.length);
			}
		});

		test('every method that the panel names is there, and none is there for nothing', () => {
			const named = {
				listSearch: new Set<string>(),
				loadOptions: new Set<string>(),
				resourceMapping: new Set<string>(),
			};
			for (const { typeOptions, modes = [] } of everything) {
				const mapper = typeOptions?.resourceMapper?.resourceMapperMethod;
				if (mapper) named.resourceMapping.add(mapper);
				if (typeOptions?.loadOptionsMethod) named.loadOptions.add(typeOptions.loadOptionsMethod);
				for (const { typeOptions: ofMode } of modes) {
					if (ofMode?.searchListMethod) named.listSearch.add(ofMode.searchListMethod);
				}
			}
			for (const kind of ['listSearch', 'loadOptions', 'resourceMapping'] as const) {
				expect([...named[kind]].sort()).toEqual(Object.keys(node.methods?.[kind] ?? {}).sort());
			}
		});

		test('what is secret is typed unseen, and has no default', () => {
			const unseen = everything.filter(({ typeOptions }) => typeOptions?.password === true);
			expect([...new Set(unseen.map(({ displayName }) => displayName))].sort()).toEqual(secrets);
			for (const property of unseen)
				expect(property).toMatchObject({ type: 'string', default: '' });
			const plain = everything.filter((property) => !unseen.includes(property));
			const names = plain.filter(({ type }) => type === 'string').map(({ name }) => name);
			expect(names.filter((name) => SECRET.test(name))).toEqual([]);
		});
	},
);

/** What a parameter waits for, at its top and inside, has to be there to be chosen. */
function expectConditionsToBeMet(
	property: INodeProperties,
	shown: readonly INodeProperties[],
	values: Record<string, unknown>,
): void {
	for (const { name, displayOptions } of withInner(property)) {
		for (const [path, wanted] of Object.entries(displayOptions?.show ?? {})) {
			const other = path.replace(/^\//, '');
			if (other in values) continue;
			const source = shown.find((candidate) => candidate.name === other);
			expect({ name, waitsFor: other, there: source !== undefined }).toMatchObject({ there: true });
			const choices = choicesOf(source as INodeProperties);
			if (choices) expect(choices).toEqual(expect.arrayContaining(wanted as unknown[]));
		}
	}
}

/** What can be chosen; undefined where that is not in the panel but at the vendor. */
function choicesOf(property: INodeProperties): unknown[] | undefined {
	if (property.type === 'boolean') return [true, false];
	if (property.type === 'resourceLocator') return undefined;
	return optionsOf(property).map(({ value }) => value);
}
