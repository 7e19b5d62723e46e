task t {
  String used
  String unused
  Int declared = 3
  File index
  command { echo ${used} }
}
