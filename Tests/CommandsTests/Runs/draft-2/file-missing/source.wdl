task echo_file {
  File source
  command { cat ${source} }
}

workflow no_file {
  String name = "absent.txt"
  call echo_file { input: source = name }
}
