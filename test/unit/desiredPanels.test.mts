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

/** The panels of Create or Update and of Sync, of every kind of credential that has them. */
const PANELS = NODES.flatMap(({ node }) =>
	operationsOf(node).flatMap(({ resource, operation: { value } }) => {
		if (value !== 'upsert' && value !== 'sync') return [];
		const where = { resource, operation: value };
		const properties = node.description.properties
			.filter(({ name }) => name !== 'resource' && name !== 'operation')
			.filter((property) => isShownFor(property, where));
		const words = `${node.description.name} ${resource} ${value}`;
		return [{ words, value, properties }];
	}),
);

const named = (properties: readonly INodeProperties[], name: string) =>
	properties.find((property) => property.name === name) as INodeProperties;
const inside = ({ options = [] }: INodeProperties) => (options as Option[]).filter(isProperty);

test('four kinds of credential have both', () => {
	expect(PANELS.map(({ words }) => words).sort()).toEqual([
		'genesysCloud integrationCredential sync',
		'genesysCloud integrationCredential upsert',
		'genesysCloud oauthClient sync',
		'genesysCloud oauthClient upsert',
		'paragon integrationCredential sync',
		'paragon integrationCredential upsert',
		'tines credential sync',
		'tines credential upsert',
	]);
});

describe.each(PANELS.map((panel) => [panel.words, panel] as const))('%s', (_words, panel) => {
	const { properties, value } = panel;
	const names = properties.map(({ name }) => name);

	test('asks for the desired state first, then for what it is matched on, then for the rest', () => {
		const order = [
			'inputFormat',
			'matchOn',
			'matchId',
			...(value === 'sync' ? ['dryRun', 'deleteUnlisted'] : []),
			...(names.includes('secretOutput') ? ['secretOutput', 'binaryPropertyName'] : []),
			...(value === 'sync' ? ['scope'] : ['simplify']),
			'options',
		];
		expect(names.filter((name) => order.includes(name))).toEqual(order);
		// A project comes before everything, since it is where all the rest is.
		expect(names.indexOf('inputFormat')).toBe(names[0] === 'projectId' ? 1 : 0);
		const rest = order.slice(1).map((name) => names.indexOf(name));
		const fields = names.filter((name) => !order.includes(name) && name !== 'projectId');
		for (const field of fields) expect(names.indexOf(field)).toBeLessThan(Math.min(...rest));
	});

	test('shows fields where they are filled in here, and nothing else by that', () => {
		const always = [
			'projectId',
			'inputFormat',
			'matchOn',
			'dryRun',
			'deleteUnlisted',
			'secretOutput',
			'binaryPropertyName',
			'simplify',
			'scope',
			'options',
		];
		for (const { name, displayOptions } of properties) {
			expect([name, displayOptions?.show?.inputFormat]).toEqual([
				name,
				always.includes(name) ? undefined : ['fields'],
			]);
		}
		expect(named(properties, 'matchId').displayOptions?.show?.matchOn).toEqual(['id']);
	});

	test('every parameter, option and choice has a name and says what it is', () => {
		for (const property of properties.flatMap(withInner)) {
			const { displayName, name, type, description } = property;
			expect(displayName).toMatch(type === 'notice' ? /./ : /^[A-Z]/);
			expect(name).toMatch(/^[a-zA-Z]\w*$/);
			if (['dryRun', 'deleteUnlisted', 'inputFormat', 'matchOn', 'matchId'].includes(name)) {
				expect(description).toMatch(/^[A-Z].*[^.]$/);
			}
		}
		for (const collection of ['options', 'scope']) {
			for (const { displayName, description } of inside(named(properties, collection) ?? {})) {
				expect([displayName, typeof description]).toEqual([displayName, 'string']);
			}
		}
	});

	test('nothing can be chosen by an expression that decides on the panel', () => {
		for (const name of ['inputFormat', 'matchOn']) {
			expect(named(properties, name).noDataExpression).toBe(true);
		}
		expect(named(properties, 'matchId').default).toBe('={{ $json.id }}');
	});

	test('what is safe is what is set at first', () => {
		expect(named(properties, 'inputFormat').default).toBe('fields');
		expect(named(properties, 'matchOn').default).toBe('key');
		if (value === 'sync') expect(named(properties, 'deleteUnlisted').default).toBe(false);
		if (names.includes('secretOutput')) {
			expect(named(properties, 'secretOutput').default).toBe('hidden');
		}
	});

	test('the options are those of the operation', () => {
		const common = [
			'ignoreFields',
			'maximumDeletions',
			'maximumPercent',
			'planReport',
			'protect',
			'whenUnknown',
		];
		const options = inside(named(properties, 'options')).map(({ name }) => name);
		if (value === 'upsert') {
			expect(options).toContain('whenUnknown');
			expect(options.filter((name) => common.includes(name))).toEqual(['whenUnknown']);
		} else {
			expect(options).toEqual(expect.arrayContaining(common));
			expect(options).not.toContain('integrationCredentialName');
			const ignorable = inside(named(properties, 'options')).find(
				({ name }) => name === 'ignoreFields',
			) as INodeProperties;
			const fields = new Set([
				...names,
				...inside(named(properties, 'additionalFields') ?? {}).map(({ name }) => name),
			]);
			expect(optionsOf(ignorable).filter((option) => !fields.has(String(option.value)))).toEqual(
				[],
			);
			expect(inside(named(properties, 'scope')).map(({ name }) => name)).toContain('namePrefix');
		}
	});
});
