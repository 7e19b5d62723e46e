task d {
  String s
  command { echo ${s} }
}
