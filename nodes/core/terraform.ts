import type { IDataObject } from 'n8n-workflow';

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
export const fromTerraform = (
	{ type, attributes, implied }: TerraformResource,
	json: IDataObject,
): IDataObject => ({ ...implied, ...readAttributes(attributes, json, type) });
