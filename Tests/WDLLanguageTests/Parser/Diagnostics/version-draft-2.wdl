version draft-2

task t {
  command { }
}
