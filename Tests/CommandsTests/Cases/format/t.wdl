version 1.1
task  t{
input{ Int  i=1 }
  command<<< echo ~{i} >>>
}
