task t {
  String stem = "sample"
  String file_name = stem + ".txt"
  command { echo ${file_name} }
  output { String text = read_string(stdout()) }
}

workflow override {
  call t
  call t as other
}
