import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';
import { GenesysCloud } from '../../nodes/GenesysCloud/GenesysCloud.node.ts';

const node = new GenesysCloud();
const { properties } = node.description;

type Option = INodePropertyOptions | INodeProperties | INodePropertyCollection;

const isGroup = (option: Option): option is INodePropertyCollection => 'values' in option;
const isProperty = (option: Option): option is INodeProperties => 'type' in option;

/** A property with all that is inside it. */
function withInner(property: INodeProperties): INodeProperties[] {
	const inner = (property.options ?? []).flatMap((option: Option) => {
		if (isGroup(option)) return option.values;
		return isProperty(option) ? [option] : [];
	});
	return [property, ...inner.flatMap(withInner)];
}

const EVERYTHING = properties.flatMap(withInner);

const optionsOf = ({ options = [] }: INodeProperties) =>
	(options as Option[]).filter(
		(option) => !isGroup(option) && !isProperty(option),
	) as INodePropertyOptions[];

const shownFor = (property: INodeProperties, values: Record<string, unknown>) =>
	Object.entries(property.displayOptions?.show ?? {}).every(
		([name, wanted]) => !(name in values) || (wanted as unknown[]).includes(values[name]),
	);

const resources = optionsOf(properties.find(({ name }) => name === 'resource') as INodeProperties);
const operations = resources.flatMap(({ value: resource }) =>
	properties
		.filter((property) => property.name === 'operation' && shownFor(property, { resource }))
		.flatMap(optionsOf)
		.map((operation) => ({ resource: String(resource), operation })),
);

test('there are the resources and operations that the node is known for', () => {
	expect(operations.map(({ resource, operation }) => `${resource} ${operation.value}`)).toEqual([
		'integrationCredential create',
		'integrationCredential delete',
		'integrationCredential get',
		'integrationCredential getAll',
		'integrationCredential update',
		'oauthClient create',
		'oauthClient delete',
		'oauthClient get',
		'oauthClient getAll',
		'oauthClient getUsage',
		'oauthClient regenerateSecret',
		'oauthClient update',
	]);
});

test.each(operations)('$resource $operation.value is told of and has its parameters', (entry) => {
	const { resource, operation } = entry;
	expect(operation.action).toMatch(/^[A-Z][a-z]/);
	expect(operation.description).toMatch(/^[A-Z].*[^.]$/);
	const values = { resource, operation: operation.value };
	const shown = properties.filter((property) => shownFor(property, values));
	const own = shown.filter(({ name }) => !['resource', 'operation'].includes(name));
	expect(own).not.toEqual([]);
	for (const { displayOptions } of own) {
		expect(displayOptions?.show).toMatchObject({
			resource: [resource],
			operation: [operation.value],
		});
	}
	const names = shown.map(({ name }) => name);
	expect(names).toEqual([...new Set(names)]);
	// What a parameter waits for has to be there to be chosen.
	for (const { name, displayOptions } of own) {
		for (const [other, wanted] of Object.entries(displayOptions?.show ?? {})) {
			const values = optionsOrFlags(shown.find((candidate) => candidate.name === other));
			expect({ name, other, values }).toMatchObject({
				values: expect.arrayContaining(
					other === 'operation' ? [operation.value] : (wanted as unknown[]),
				),
			});
		}
	}
});

function optionsOrFlags(property: INodeProperties | undefined): unknown[] {
	if (property?.type === 'boolean') return [true, false];
	return property ? optionsOf(property).map(({ value }) => value) : [];
}

/** Their names say all there is to say, or their parts do. */
const SELF_EXPLANATORY =
	/^(Resource|Operation|Additional Fields|Update Fields|Filters|Options|Field Name|Value|Put Output File in Field)$/;

test.each(EVERYTHING.map((property) => [property.displayName, property] as const))(
	'%s has a description',
	(displayName, { description, type }) => {
		if (type === 'notice' || SELF_EXPLANATORY.test(displayName)) return;
		expect(description).toMatch(/^[A-Z*]/);
		if (type === 'boolean') expect(description).toMatch(/^Whether /);
	},
);

test.each(EVERYTHING.map((property) => [property.displayName, property] as const))(
	'the default of %s is one that it may have',
	(_displayName, property) => {
		const { type, typeOptions, default: given } = property;
		if (type === 'options' && !typeOptions?.loadOptionsMethod) {
			expect(optionsOf(property).map(({ value }) => value)).toContain(given);
		} else if (type === 'resourceLocator') {
			expect(given).toEqual({ mode: 'list', value: '' });
		} else if (type === 'collection' || type === 'fixedCollection') {
			expect(given).toEqual({});
		} else if (type === 'multiOptions' || (type === 'string' && typeOptions?.multipleValues)) {
			expect(given).toEqual([]);
		} else if (type === 'number') {
			expect(given).toBeGreaterThanOrEqual(typeOptions?.minValue ?? -Infinity);
			expect(given).toBeLessThanOrEqual(typeOptions?.maxValue ?? Infinity);
		} else {
			expect(typeof given).toBe(type === 'boolean' ? 'boolean' : 'string');
		}
	},
);

test('options and the entries of collections are in alphabetical order, names and values once', () => {
	for (const property of EVERYTHING) {
		const names = (property.options ?? []).map((option: Option) =>
			isProperty(option) ? option.displayName : option.name,
		);
		// Secret Output goes from the safest to the most open.
		const ordered = property.type === 'fixedCollection' || property.name === 'secretOutput';
		if (!ordered)
			expect([property.displayName, ...names]).toEqual([
				property.displayName,
				...[...names].sort(),
			]);
		expect(new Set(names).size).toBe(names.length);
		const values = optionsOf(property).map(({ value }) => value);
		expect(new Set(values).size).toBe(values.length);
	}
});

test('every method that the panel names is there, and none is there for nothing', () => {
	const named = { listSearch: new Set<string>(), loadOptions: new Set<string>() };
	for (const { typeOptions, modes = [] } of EVERYTHING) {
		if (typeOptions?.loadOptionsMethod) named.loadOptions.add(typeOptions.loadOptionsMethod);
		for (const { typeOptions: ofMode } of modes) {
			if (ofMode?.searchListMethod) named.listSearch.add(ofMode.searchListMethod);
		}
	}
	for (const kind of ['listSearch', 'loadOptions'] as const) {
		expect([...named[kind]].sort()).toEqual(Object.keys(node.methods[kind]).sort());
	}
});
