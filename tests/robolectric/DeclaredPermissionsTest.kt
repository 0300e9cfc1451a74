package app.baohao

import android.Manifest.permission
import android.content.Intent
import android.content.pm.PackageManager
import app.baohao.phone.SmsNetwork
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNotNull
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith

/** The lean app has the same code and a manifest without SMS; this runs against either. */
@RunWith(BaohaoRunner::class)
class DeclaredPermissionsTest {
    @get:Rule val handset = Handset()

    private val declared: List<String>
        get() = handset.app.packageManager
            .getPackageInfo(handset.app.packageName, PackageManager.GET_PERMISSIONS)
            .requestedPermissions.orEmpty().toList()

    @Test fun theManifestIsTheOneThatTheRunIsFor() {
        val lean = System.getProperty("baohao.manifest") == "lean"
        assertEquals(!lean, permission.SEND_SMS in declared)
        assertEquals(!lean, permission.RECEIVE_SMS in declared)
        assertEquals(true, permission.CALL_PHONE in declared)
    }

    @Test fun aPermissionThatTheManifestLacksIsNeverOffered() {
        val simId = handset.addSmart()
        handset.deny(permission.SEND_SMS, permission.RECEIVE_SMS)
        val preview = handset.openPreview(simId, Handset.AUTO_RENEW_ACTION)
        assertEquals(permission.SEND_SMS in declared, preview.button(R.string.allow) != null)
        assertNotNull(preview.button(R.string.use_sms_app))
    }

    @Test fun theSmsAppGetsTheTextEitherWay() {
        val simId = handset.addSmart()
        handset.deny(permission.SEND_SMS, permission.RECEIVE_SMS)
        val preview = handset.openPreview(simId, Handset.AUTO_RENEW_ACTION)
        preview.tap(R.string.use_sms_app)
        preview.answerDialog(android.app.Dialog.BUTTON_POSITIVE)
        assertEquals(Intent.ACTION_SENDTO, preview.started()?.action)
        assertEquals(0, SmsNetwork.sent.size)
    }
}
