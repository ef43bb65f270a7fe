import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { Client } from './client';
import { withConcurrency } from './concurrency';
import { displayedFor } from './displayed';
import type { Picker } from './kind';
import type { AnyOperation } from './operation';
import type { Limits } from './rate';

/** A kind of thing a node works on: a store and what can be done with it. */
export interface Resource<Store, Scope = undefined> {
	/** In title case, singular. */
	readonly name: string;
	readonly value: string;
	/** What its things live in, where the vendor wants that named: it is picked for each item. */
	readonly scope?: Picker<Scope>;
	/** A store for one run of the node and one scope. */
	open(client: Client, scope: Scope): Store;
	readonly operations: ReadonlyArray<AnyOperation<Store>>;
}

/** A resource in a list with others: its store's type is known to nobody but itself. */
export interface AnyResource extends Omit<Resource<never>, 'open' | 'scope'> {
	readonly scope?: Picker<unknown>;
	open(client: Client, scope: never): unknown;
}

/** The panel of a node with these resources, for a vendor with these limits. */
export function panelOf(resources: readonly AnyResource[], limits: Limits): INodeProperties[] {
	const byName = <Option extends { name: string }>(a: Option, b: Option) =>
		a.name < b.name ? -1 : 1;
	const first = resources[0]?.value;
	const resource: INodeProperties = {
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: resources.map(({ name, value }) => ({ name, value })).sort(byName),
		default: first,
	};
	return [
		resource,
		...resources.flatMap(({ value, operations, scope }) => [
			operationSelector(value, operations),
			...operations.flatMap((operation) =>
				[...scopePanel(scope, operation), ...withConcurrency(operation.properties, limits)].map(
					(property) => displayedFor({ resource: [value], operation: [operation.value] }, property),
				),
			),
		]),
	];
}

/** Where the item itself may name the scope, n8n must not insist on the panel's: the node does, if none does. */
const scopePanel = (scope: Picker<unknown> | undefined, { adapt }: AnyOperation<never>) =>
	(scope?.properties ?? []).map((property) =>
		adapt ? { ...property, required: false } : property,
	);

function operationSelector(
	resource: string,
	operations: ReadonlyArray<AnyOperation<never>>,
): INodeProperties {
	const options: INodePropertyOptions[] = operations
		.map(({ name, value, action, description }) => ({ name, value, action, description }))
		.sort((a, b) => (a.name < b.name ? -1 : 1));
	/** What changes nothing, before all others. */
	const usual = ['getAll', 'get', ...options.map(({ value }) => value)].find((wanted) =>
		options.some(({ value }) => value === wanted),
	);
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [resource] } },
		options,
		default: usual,
	};
}
