import type { AwsService } from '../aws-service';
import { pricingService } from './pricing-service';

export const pricing: AwsService<object> = {
  name: 'Price List',
  wire: pricingService,
  types: [],
};
