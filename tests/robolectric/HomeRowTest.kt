package app.baohao

import android.content.Intent
import android.os.Build
import java.time.LocalDate
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith

/** What the first screen says when the phone itself keeps reminders from ringing: one thing at a time. */
@RunWith(BaohaoRunner::class)
class HomeRowTest {
    @get:Rule val handset = Handset()

    private fun addDated() = handset.addSmart(validUntil = LocalDate.of(2027, 5, 19))

    @Test fun anAppThatMayBePutToSleepSaysSoWhereAndroidDoesThat() {
        handset.pauseIfUnused(true)
        addDated()
        val home = handset.openHome()
        if (Build.VERSION.SDK_INT < Build.VERSION_CODES.R) return assertFalse(home.says(R.string.may_sleep))
        home.mustSay(R.string.may_sleep)
        home.tap(R.string.fix)
        val settings = checkNotNull(home.started())
        assertEquals(Intent.ACTION_AUTO_REVOKE_PERMISSIONS, settings.action)
        assertEquals("package:app.baohao", settings.dataString)

        handset.pauseIfUnused(false)
        home.leaveAndReturn()
        assertFalse("once it is off", home.says(R.string.may_sleep))
    }

    @Test fun sleepMattersNotBeforeThereIsADate() {
        handset.pauseIfUnused(true)
        handset.addSmart()
        assertNull(handset.openHome().button(R.string.fix))
    }

    @Test fun notificationsThatAreOffComeFirst() {
        handset.pauseIfUnused(true)
        addDated()
        handset.silence(true)
        val home = handset.openHome()
        home.mustSay(R.string.notices_off)
        assertFalse(home.says(R.string.may_sleep))
    }
}
