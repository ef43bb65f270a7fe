import type {
	INodeProperties,
	INodePropertyCollection,
	INodePropertyOptions,
	INodeType,
} from 'n8n-workflow';
import { GenesysCloud } from '../../../nodes/GenesysCloud/GenesysCloud.node.ts';
import { Paragon } from '../../../nodes/Paragon/Paragon.node.ts';
import { ParagonConnect } from '../../../nodes/Paragon/ParagonConnect.node.ts';
import { Tines } from '../../../nodes/Tines/Tines.node.ts';

/**
 * Every node of the package, with the operations that it is known for, by resource, and the texts
 * that nobody looking over a shoulder should read, by display name.
 */
export const NODES: ReadonlyArray<{
	node: INodeType;
	operations: Record<string, readonly string[]>;
	secrets: readonly string[];
}> = [
	{
		node: new GenesysCloud(),
		secrets: ['Value'],
		operations: {
			integrationCredential: ['create', 'delete', 'get', 'getAll', 'sync', 'update', 'upsert'],
			oauthClient: [
				...['create', 'delete', 'get', 'getAll', 'getUsage', 'regenerateSecret', 'sync', 'update'],
				'upsert',
			],
		},
	},
	{
		node: new Paragon(),
		secrets: ['Client Secret'],
		operations: {
			integration: ['disable', 'enable', 'get', 'getAll'],
			integrationCredential: ['create', 'delete', 'get', 'getAll', 'sync', 'update', 'upsert'],
			organization: ['getAll'],
			project: ['getAll'],
			team: ['getAll'],
		},
	},
	{
		node: new ParagonConnect(),
		secrets: [],
		operations: {
			apiRequest: ['send'],
			connectedUser: ['disconnect', 'get'],
			issue: ['create', 'get', 'getAll', 'search', 'update'],
			jiraProject: ['getAll'],
			tool: ['getAll', 'run'],
		},
	},
	{
		node: new Tines(),
		secrets: [
			'Client Private Key',
			'Client Secret',
			'Private Key',
			'Request Secret',
			'Secret Key',
			'Value',
		],
		operations: {
			credential: ['create', 'delete', 'get', 'getAll', 'sync', 'update', 'upsert'],
			folder: ['getAll'],
			team: ['getAll'],
		},
	},
];

export type Option = INodePropertyOptions | INodeProperties | INodePropertyCollection;

const isGroup = (option: Option): option is INodePropertyCollection => 'values' in option;
export const isProperty = (option: Option): option is INodeProperties => 'type' in option;

/** What a property with choices may hold. */
export const optionsOf = ({ options = [] }: INodeProperties) =>
	(options as Option[]).filter(
		(option) => !isGroup(option) && !isProperty(option),
	) as INodePropertyOptions[];

/** A property with all that is inside it. */
export function withInner(property: INodeProperties): INodeProperties[] {
	const inner = (property.options ?? []).flatMap((option: Option) => {
		if (isGroup(option)) return option.values;
		return isProperty(option) ? [option] : [];
	});
	return [property, ...inner.flatMap(withInner)];
}

/** Whether a property is shown, so far as it depends on the given values. */
export const isShownFor = (property: INodeProperties, values: Record<string, unknown>) =>
	Object.entries(property.displayOptions?.show ?? {}).every(
		([name, wanted]) => !(name in values) || (wanted as unknown[]).includes(values[name]),
	);

/** The resources and operations of a node's panel. */
export function operationsOf({ description: { properties } }: INodeType) {
	const resource = properties.find(({ name }) => name === 'resource') as INodeProperties;
	return optionsOf(resource).flatMap(({ value }) =>
		properties
			.filter((property) => property.name === 'operation')
			.filter((property) => isShownFor(property, { resource: value }))
			.flatMap(optionsOf)
			.map((operation) => ({ resource: String(value), operation })),
	);
}
