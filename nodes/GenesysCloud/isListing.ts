import { areRecords } from '../core/vendor';
import type { Call } from '../core/vendor';

/** Whether an answer is a listing of Genesys Cloud, each of its entries a record with an ID. */
export const isListing: Call['isUsable'] = ({ entities }) => areRecords(entities);
