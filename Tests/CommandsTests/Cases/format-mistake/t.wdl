version 1.1
task  t{
