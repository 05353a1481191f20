/** Beanstalk's namespaces of environment properties: plain values, and names with the ARN of a secret or parameter. */
export const propertyNamespaces = {
  plain: 'aws:elasticbeanstalk:application:environment',
  secret: 'aws:elasticbeanstalk:application:environmentsecrets',
} as const;
