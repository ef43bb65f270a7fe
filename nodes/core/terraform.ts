import type { IDataObject } from 'n8n-workflow';

import { InvalidInput } from './errors';
import { readAttributes } from './terraformAttributes';
import type { Attributes } from './terraformAttributes';

/** A vendor's Terraform resource, in whose attribute names desired states may be given. */
export interface TerraformResource {
	/** As it is written in Terraform: "genesyscloud_oauth_client". */
	readonly type: string;
	/** All attributes that the provider documents. */
	readonly attributes: Attributes;
	/** Parameters that hold where no attribute says otherwise: the provider's defaults. */
	readonly implied?: IDataObject;
}

/**
 * What a Terraform resource's attributes say, by parameter names.
 *
 * @throws InvalidInput when the item has something that is no attribute of the resource, or an
 * attribute holds what it cannot
 */
export function fromTerraform(
	{ type, attributes, implied }: TerraformResource,
	json: IDataObject,
): IDataObject {
	const inside = Object.entries(AROUND).find(([, names]) => names.every((name) => name in json));
	if (inside) {
		throw new InvalidInput(
			'Desired State',
			`the item is not the attributes of a ${type}, but what stands around them`,
			`Give this node what is under ${inside[0]}.`,
		);
	}
	return { ...implied, ...readAttributes(attributes, json, type) };
}

/** What stands around attributes in what Terraform gives out: where they are, and what tells it. */
const AROUND: Record<string, readonly string[]> = {
	'values, of each resource': ['address', 'values'],
	'attributes, of each of the instances': ['instances'],
	attributes: ['schema_version', 'attributes'],
	'values.root_module.resources, of each of those its values': ['terraform_version', 'values'],
};
