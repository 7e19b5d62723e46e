task tmp {
  command {
    echo kept > $TMPDIR/x
    cat $TMPDIR/x
  }
  output { String text = read_string(stdout()) }
}

workflow temporary { call tmp }
